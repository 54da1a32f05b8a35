import { type Locator, type Page } from 'playwright-core';

/** Another mobile number: the new one, a code to it, and before that a code to the present one when Clerk asks. */
export class NumberChangePage {
  readonly phone: Locator;
  readonly send: Locator;
  readonly proveFirst: Locator;
  readonly code: Locator;

  constructor(page: Page) {
    this.phone = page.getByLabel('New mobile number');
    this.send = page.getByRole('button', { name: 'Send code' });
    this.proveFirst = page.getByRole('heading', { name: 'First confirm that it is you' });
    this.code = page.getByLabel('6-digit code');
  }
}
