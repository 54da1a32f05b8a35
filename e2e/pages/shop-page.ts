import { type Locator, type Page } from 'playwright-core';
import { ENGLISH } from '../support/words.ts';

export interface Shop {
  shopName: string;
  pincode: string;
  city: string;
}

/** The profile step of a new owner. */
export class ShopPage {
  readonly heading: Locator;
  readonly state: Locator;
  private readonly shopName: Locator;
  private readonly pincode: Locator;
  private readonly city: Locator;
  private readonly saving: Locator;

  constructor(page: Page, { t } = ENGLISH) {
    this.heading = page.getByRole('heading', { name: t('shop.title') });
    this.state = page.getByLabel(t('shop.state'));
    this.shopName = page.getByLabel(t('shop.shopName'));
    this.pincode = page.getByLabel(t('shop.pincode'));
    this.city = page.getByLabel(t('shop.city'));
    this.saving = page.getByRole('button', { name: t('shop.save') });
  }

  async fill({ shopName, pincode, city }: Shop): Promise<void> {
    await this.shopName.fill(shopName);
    await this.pincode.fill(pincode);
    await this.city.fill(city);
  }

  async save(): Promise<void> {
    await this.saving.click();
  }
}
