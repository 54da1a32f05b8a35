import { type Locator, type Page } from 'playwright-core';
import { ENGLISH, type Words } from '../support/words.ts';

/** What the sign-in pages say of an invitation, and the pages behind them. */
export class Invitation {
  readonly opener: Locator;
  readonly field: Locator;
  readonly use: Locator;
  readonly change: Locator;
  readonly remove: Locator;
  private readonly page: Page;
  private readonly t: Words['t'];

  constructor(page: Page, { t } = ENGLISH) {
    this.page = page;
    this.t = t;
    this.opener = page.getByRole('button', { name: t('invitation.have') });
    this.field = page.getByLabel(t('invitation.label'));
    this.use = page.getByRole('button', { name: t('invitation.use') });
    this.change = page.getByRole('button', { name: t('invitation.change') });
    this.remove = page.getByRole('button', { name: t('invitation.remove') });
  }

  /** Who invites, on the way in. */
  from(shop: string): Locator {
    return this.page.getByText(this.t('invitation.invites', { shop }));
  }

  /** What became of it, once in. */
  told(words: string): Locator {
    return this.page.getByRole('status').filter({ hasText: words });
  }
}
