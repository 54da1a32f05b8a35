import { type Locator, type Page } from 'playwright-core';
import { AccountMenu } from './account-menu.ts';

/** The signed-in owner's first page. */
export class DashboardPage {
  readonly greeting: Locator;
  /** The last part to come: it waits for an answer of its own. */
  readonly limitParts: Locator;
  readonly referralCode: Locator;
  readonly menu: AccountMenu;

  constructor(page: Page) {
    this.greeting = page.getByRole('heading', { name: /^Namaste/ });
    this.limitParts = page.getByRole('heading', { name: 'What your limit is made of' });
    this.referralCode = page.getByText(/BP-[2-9A-HJKMNP-Z]{9}/);
    this.menu = new AccountMenu(page);
  }

  async signOut(): Promise<void> {
    await this.menu.choose('Sign out');
  }
}
