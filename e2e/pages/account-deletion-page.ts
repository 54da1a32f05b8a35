import { type Locator, type Page } from 'playwright-core';
import { ENGLISH } from '../support/words.ts';

/** Says what deleting means; the code does nothing until the button is pressed. */
export class AccountDeletionPage {
  readonly heading: Locator;
  readonly send: Locator;
  readonly code: Locator;
  readonly confirm: Locator;
  readonly keep: Locator;

  constructor(page: Page, { t, like } = ENGLISH) {
    this.heading = page.getByRole('heading', { name: t('deletion.title') });
    this.send = page.getByRole('button', { name: like('deletion.send') });
    this.code = page.getByLabel(t('code.label'));
    this.confirm = page.getByRole('button', { name: t('deletion.confirm') });
    this.keep = page.getByRole('link', { name: t('deletion.keep') });
  }
}
