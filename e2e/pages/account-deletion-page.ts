import { type Locator, type Page } from 'playwright-core';

/** Says what deleting means; the code does nothing until the button is pressed. */
export class AccountDeletionPage {
  readonly heading: Locator;
  readonly send: Locator;
  readonly code: Locator;
  readonly confirm: Locator;
  readonly keep: Locator;

  constructor(page: Page) {
    this.heading = page.getByRole('heading', { name: 'Delete your account' });
    this.send = page.getByRole('button', { name: /^Send a code to/ });
    this.code = page.getByLabel('6-digit code');
    this.confirm = page.getByRole('button', { name: 'Delete my account' });
    this.keep = page.getByRole('link', { name: 'Keep my account' });
  }
}
