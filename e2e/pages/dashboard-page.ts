import { type Locator, type Page } from 'playwright-core';

/** The signed-in owner's first page. */
export class DashboardPage {
  readonly greeting: Locator;
  readonly referralCode: Locator;
  readonly signOutButton: Locator;

  constructor(page: Page) {
    this.greeting = page.getByRole('heading', { name: /^Namaste/ });
    this.referralCode = page.getByText(/BP-[2-9A-HJKMNP-Z]{9}/);
    this.signOutButton = page.getByRole('button', { name: 'Sign out' });
  }

  async signOut(): Promise<void> {
    await this.signOutButton.click();
  }
}
