import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { SHOP_BROWSER } from './browser.ts';

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 800 };

/** Somebody with a browser of their own: cookies and storage are shared between their tabs, with nobody else. */
export class Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page complained about in its console: policy violations and uncaught errors. */
  readonly complaints: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  static async arrive(browser: Browser, baseURL: string, viewport = PHONE): Promise<Visitor> {
    const context = await browser.newContext({ ...SHOP_BROWSER, baseURL, viewport });
    context.setDefaultTimeout(15_000);
    const visitor = new Visitor(context, await context.newPage());
    visitor.listenTo(visitor.page);
    return visitor;
  }

  async newTab(): Promise<Page> {
    const page = await this.context.newPage();
    this.listenTo(page);
    return page;
  }

  async leave(): Promise<void> {
    await this.context.close();
  }

  private listenTo(page: Page): void {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|TrustedScript|TrustedHTML/.test(message.text()))
        this.complaints.push(message.text());
    });
  }
}
