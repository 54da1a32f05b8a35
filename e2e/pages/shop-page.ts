import { type Locator, type Page } from 'playwright-core';

export interface Shop {
  shopName: string;
  pincode: string;
  city: string;
}

/** The profile step of a new owner. */
export class ShopPage {
  readonly heading: Locator;
  readonly state: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { name: 'Tell us about your shop' });
    this.state = page.getByLabel('State or union territory');
  }

  async fill({ shopName, pincode, city }: Shop): Promise<void> {
    await this.page.getByLabel('Shop name').fill(shopName);
    await this.page.getByLabel('PIN code').fill(pincode);
    await this.page.getByLabel('City or town').fill(city);
  }

  async save(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save and continue' }).click();
  }
}
