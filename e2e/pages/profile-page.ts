import { type Locator, type Page } from 'playwright-core';

/** Where an owner changes the account. */
export class ProfilePage {
  readonly heading: Locator;
  readonly shopName: Locator;
  readonly ownerName: Locator;
  readonly pincode: Locator;
  readonly city: Locator;
  readonly state: Locator;
  readonly language: Locator;
  readonly save: Locator;
  readonly saved: Locator;
  readonly changeNumber: Locator;
  readonly download: Locator;
  readonly deleteAccount: Locator;
  readonly leaveDialog: Locator;

  constructor(page: Page) {
    this.heading = page.getByRole('heading', { name: 'Your profile' });
    this.shopName = page.getByLabel('Shop name');
    this.ownerName = page.getByLabel('Your name');
    this.pincode = page.getByLabel('PIN code');
    this.city = page.getByLabel('City or town');
    this.state = page.getByLabel('State or union territory');
    this.language = page.getByRole('combobox', { name: 'Language' });
    this.save = page.getByRole('button', { name: 'Save changes' });
    this.saved = page.getByRole('status').getByText('Saved.');
    this.changeNumber = page.getByRole('link', { name: 'Change number' });
    this.download = page.getByRole('button', { name: 'Download my data' });
    this.deleteAccount = page.getByRole('link', { name: 'Delete my account' });
    this.leaveDialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  }
}
