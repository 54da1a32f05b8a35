import { type Locator, type Page } from 'playwright-core';

export type AccountMenuItem =
  | 'Dashboard'
  | 'Referrals'
  | 'Your profile'
  | 'Copy API token'
  | 'API documentation'
  | 'Sign out'
  | 'Sign out everywhere';

/** The menu at the top of every page of a signed-in owner. */
export class AccountMenu {
  readonly button: Locator;
  readonly items: Locator;
  readonly everywhereDialog: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.button = page.getByRole('button', { name: /^Account:/ });
    this.items = page.getByRole('menuitem');
    this.everywhereDialog = page.getByRole('dialog', { name: 'Sign out everywhere?' });
  }

  async choose(item: AccountMenuItem): Promise<void> {
    await this.button.click();
    await this.page.getByRole('menuitem', { name: new RegExp(`^${item}(?: \\(.+\\))?$`) }).click();
  }

  async signOutEverywhere(): Promise<void> {
    await this.choose('Sign out everywhere');
    await this.everywhereDialog.getByRole('button', { name: 'Sign out everywhere' }).click();
  }
}
