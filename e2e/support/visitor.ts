import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { SHOP_BROWSER } from './browser.ts';
import { type Product } from './product.ts';
import { leftOnDevice } from './left-on-device.ts';
import { type Secrets } from './secrets.ts';
import { Watch } from './watch.ts';

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 800 };
const ANSWERS_WITHIN_MS = 15_000;

/** Somebody with a browser of their own: cookies and storage are shared between their tabs, with nobody else. */
export class Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  private readonly watch: Watch;
  private readonly portalUrl: string;
  private readonly secrets: Secrets;

  private constructor(context: BrowserContext, page: Page, watch: Watch, product: Product) {
    this.context = context;
    this.page = page;
    this.watch = watch;
    this.portalUrl = product.portalUrl;
    this.secrets = product.secrets;
  }

  static async arrive(browser: Browser, product: Product, options: BrowserContextOptions): Promise<Visitor> {
    const { portalUrl, apiUrl, standInUrl, secrets } = product;
    const context = await browser.newContext({ ...SHOP_BROWSER, baseURL: portalUrl, ...options });
    context.setDefaultTimeout(15_000);
    const watch = await Watch.over(context, { portal: portalUrl, api: apiUrl, standIn: standInUrl }, secrets);
    return new Visitor(context, await context.newPage(), watch, product);
  }

  /** What the pages of this browser did against the rules, and their uncaught errors. */
  get complaints(): string[] {
    return this.watch.complaints;
  }

  /** The same, and what they left on the device. */
  async complaintsAtTheEnd(): Promise<string[]> {
    const pages = this.context.pages().filter((page) => page.url().startsWith(this.portalUrl));
    const looked = pages[0] ? leftOnDevice(pages[0], this.secrets) : Promise.resolve([]);
    // A page that hangs must not keep the visitors of later journeys waiting.
    const tooLate = new AbortController();
    const left = await Promise.race([
      looked,
      pause(ANSWERS_WITHIN_MS, ['A page hangs: nobody saw what it left on the device.'], tooLate),
    ]);
    tooLate.abort();
    return [...this.complaints, ...left];
  }

  async newTab(): Promise<Page> {
    return this.context.newPage();
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
