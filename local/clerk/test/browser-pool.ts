import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { SHOP_BROWSER } from '../../../e2e/support/browser.ts';

/** Browsers that know nothing yet. A used one is wiped and lent again: opening a new one costs more than most tests. */
export class BrowserPool {
  private readonly browser: Browser;
  private idle: Page[] = [];
  private lent: Page[] = [];

  constructor(browser: Browser) {
    this.browser = browser;
  }

  /** A page in a browser of its own. */
  async lend(): Promise<Page> {
    const page = this.idle.pop() ?? (await (await this.browser.newContext(SHOP_BROWSER)).newPage());
    this.lent.push(page);
    return page;
  }

  /** Takes every lent page back, closes the tabs opened beside it and forgets what the browser was told. */
  async takeBack(): Promise<void> {
    await Promise.all(this.lent.map(wipe));
    this.idle.push(...this.lent);
    this.lent = [];
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

async function wipe(page: Page): Promise<void> {
  const context: BrowserContext = page.context();
  await page.evaluate(() => localStorage.clear());
  await Promise.all(context.pages().map((tab) => (tab === page ? tab.goto('about:blank') : tab.close())));
  await context.clearCookies();
}
