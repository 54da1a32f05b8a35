import { type Locator, type Page } from 'playwright-core';

/** What the sign-in pages say of an invitation, and the pages behind them. */
export class Invitation {
  readonly opener: Locator;
  readonly field: Locator;
  readonly use: Locator;
  readonly change: Locator;
  readonly remove: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.opener = page.getByRole('button', { name: 'Have an invitation code?' });
    this.field = page.getByLabel('Invitation code');
    this.use = page.getByRole('button', { name: 'Use code' });
    this.change = page.getByRole('button', { name: 'Change code' });
    this.remove = page.getByRole('button', { name: 'Remove code' });
  }

  /** Who invites, on the way in. */
  from(shop: string): Locator {
    return this.page.getByText(`${shop} invites you`);
  }

  /** What became of it, once in. */
  told(words: string): Locator {
    return this.page.getByRole('status').filter({ hasText: words });
  }
}
