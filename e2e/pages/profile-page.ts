import { type Locator, type Page } from 'playwright-core';
import { ENGLISH } from '../support/words.ts';

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

  constructor(page: Page, { t } = ENGLISH) {
    this.heading = page.getByRole('heading', { name: t('profile.title') });
    this.shopName = page.getByLabel(t('shop.shopName'));
    this.ownerName = page.getByLabel(t('shop.ownerName'));
    this.pincode = page.getByLabel(t('shop.pincode'));
    this.city = page.getByLabel(t('shop.city'));
    this.state = page.getByLabel(t('shop.state'));
    this.language = page.getByRole('combobox', { name: t('profile.language') });
    this.save = page.getByRole('button', { name: t('profile.save') });
    // The toast of a new shop says the same for some seconds.
    const form = page.getByRole('region', { name: t('profile.shopTitle') });
    this.saved = form.getByRole('status').getByText(t('profile.saved'));
    this.changeNumber = page.getByRole('link', { name: t('profile.changeNumber') });
    this.download = page.getByRole('button', { name: t('profile.download') });
    this.deleteAccount = page.getByRole('link', { name: t('profile.deleteLink') });
    this.leaveDialog = page.getByRole('dialog', { name: t('leave.title') });
  }
}
