import { type Locator, type Page } from 'playwright-core';
import { ENGLISH } from '../support/words.ts';

/** Another mobile number: the new one, a code to it, and before that a code to the present one when Clerk asks. */
export class NumberChangePage {
  readonly phone: Locator;
  readonly send: Locator;
  readonly proveFirst: Locator;
  readonly code: Locator;

  constructor(page: Page, { t } = ENGLISH) {
    this.phone = page.getByLabel(t('changeNumber.label'));
    this.send = page.getByRole('button', { name: t('phone.send') });
    this.proveFirst = page.getByRole('heading', { name: t('changeNumber.verifyTitle') });
    this.code = page.getByLabel(t('code.label'));
  }
}
