import { type Locator, type Page } from 'playwright-core';

/** What of an administrator's pages a journey works with. */
export class AdminPages {
  readonly search: Locator;
  readonly accounts: Locator;
  readonly openDialog: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.search = page.getByRole('searchbox', { name: 'Search' });
    this.accounts = page.getByRole('table', { name: 'Accounts found' }).getByRole('row');
    this.openDialog = page.locator('dialog[open]');
  }

  /** Goes to one of the pages by the way between them. */
  async goTo(name: 'Accounts' | 'Referrals' | 'Audit log' | 'Statistics' | 'API access'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name }).click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  async find(text: string): Promise<void> {
    await this.search.fill(text);
    await this.search.press('Enter');
  }

  /** Opens what was found by its shop's name. */
  async openAccount(shop: string): Promise<void> {
    await this.page.getByRole('link', { name: shop }).click();
    await this.page.getByRole('heading', { level: 1, name: shop }).waitFor();
  }

  /** Does what a button offers, with a reason, and waits for what became of it. */
  async act(button: string, confirm: string, reason: string): Promise<void> {
    await this.page.getByRole('button', { name: button }).click();
    await this.openDialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await this.openDialog.getByRole('button', { name: confirm }).click();
    await this.openDialog.waitFor({ state: 'hidden' });
  }
}
