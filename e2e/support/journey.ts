import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { DashboardPage } from '../pages/dashboard-page.ts';
import { ShopPage, type Shop } from '../pages/shop-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { launchBrowser } from './browser.ts';
import { startProduct, type Product } from './product.ts';
import { PHONE, Visitor } from './visitor.ts';
import { ENGLISH } from './words.ts';

export const SHARMA_PRINTS: Shop = { shopName: 'Sharma Prints', pincode: '302001', city: 'Jaipur' };

/** One product and one browser for the journeys of a file; every visitor comes with a browser profile of its own. */
export class Journeys {
  readonly product: Product;
  private readonly browser: Browser;
  private visitors: Visitor[] = [];
  private lastNumber = 9_876_500_000;

  private constructor(product: Product, browser: Browser) {
    this.product = product;
    this.browser = browser;
  }

  static async begin(env: Record<string, string> = {}): Promise<Journeys> {
    const browser = await launchBrowser();
    try {
      return new Journeys(await startProduct(env), browser);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /**
   * @param words of the language that the visitor's browser asks for
   * @param storageState what the browser kept of an earlier visit
   */
  async visitor(
    viewport = PHONE,
    words = ENGLISH,
    storageState?: NonNullable<BrowserContextOptions['storageState']>,
  ): Promise<Visitor> {
    const visitor = await Visitor.arrive(this.browser, this.product, {
      viewport,
      locale: `${words.language}-IN`,
      ...(storageState !== undefined && { storageState }),
    });
    this.visitors.push(visitor);
    return visitor;
  }

  /** A number nobody has used, in E.164. */
  newNumber(): string {
    this.lastNumber += 7;
    const phoneNumber = `+91${this.lastNumber}`;
    this.product.secrets.addNumber(phoneNumber);
    return phoneNumber;
  }

  /** A visitor who has signed up and told about the shop, on the dashboard. */
  async owner(phoneNumber: string, shop: Shop = SHARMA_PRINTS, words = ENGLISH): Promise<Visitor> {
    const visitor = await this.visitor(undefined, words);
    await this.signIn(visitor, phoneNumber, words);
    const shopPage = new ShopPage(visitor.page, words);
    await shopPage.heading.waitFor();
    await shopPage.fill(shop);
    await shopPage.save();
    await new DashboardPage(visitor.page, words).limitParts.waitFor();
    return visitor;
  }

  /** Somebody with an account already, in another browser, on the dashboard. */
  async returning(phoneNumber: string, words = ENGLISH): Promise<Visitor> {
    const visitor = await this.visitor(undefined, words);
    await this.signIn(visitor, phoneNumber, words);
    await new DashboardPage(visitor.page, words).limitParts.waitFor();
    return visitor;
  }

  /** Types number and code; where that leads is the caller's to say. */
  async signIn({ page }: Visitor, phoneNumber: string, words = ENGLISH): Promise<void> {
    const signIn = new SignInPage(page, words);
    await signIn.askForCode('/auth/login', phoneNumber);
    await signIn.typeCode(await this.product.newestCode(phoneNumber));
  }

  /** Types number and code on the sign-in page that is open, however somebody came there. */
  async signInHere(page: Page, phoneNumber: string, words = ENGLISH): Promise<void> {
    const signIn = new SignInPage(page, words);
    await signIn.phone.fill(phoneNumber);
    await signIn.send.click();
    await signIn.code.waitFor();
    await signIn.typeCode(await this.product.newestCode(phoneNumber));
  }

  /** @returns what the browsers did against the rules: see {@link Watch} */
  async everybodyLeaves(): Promise<string[]> {
    const { visitors } = this;
    this.visitors = [];
    try {
      return (await Promise.all(visitors.map((visitor) => visitor.complaintsAtTheEnd()))).flat();
    } finally {
      await Promise.all(visitors.map((visitor) => visitor.leave()));
    }
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.product.stop();
  }
}
