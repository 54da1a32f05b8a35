import { type Locator, type Page } from 'playwright-core';
import { ENGLISH } from '../support/words.ts';
import { AccountMenu } from './account-menu.ts';

/** The signed-in owner's first page. */
export class DashboardPage {
  readonly greeting: Locator;
  /** The last part to come: it waits for an answer of its own. */
  readonly limitParts: Locator;
  readonly referralCode: Locator;
  readonly menu: AccountMenu;

  constructor(page: Page, words = ENGLISH) {
    const { t, like } = words;
    this.greeting = page.getByRole('heading', { name: like('dashboard.greeting') });
    this.limitParts = page.getByRole('heading', { name: t('dashboard.limitTitle') });
    this.referralCode = page.getByText(/BP-[2-9A-HJKMNP-Z]{9}/);
    this.menu = new AccountMenu(page, words);
  }

  async signOut(): Promise<void> {
    await this.menu.choose('Sign out');
  }
}
