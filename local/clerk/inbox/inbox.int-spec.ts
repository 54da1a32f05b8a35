import { type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { DEMO_PEOPLE } from '../../demo-people.ts';
import { launchBrowser, SHOP_BROWSER } from '../../../e2e/support/browser.ts';
import { HttpBrowser } from '../test/http-browser.ts';
import { discard, startScratchClerk, type ScratchClerk } from '../test/scratch-clerk.ts';

describe('the inbox page', () => {
  let clerk: ScratchClerk;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    clerk = await startScratchClerk({ settings: { resendWaitSeconds: 0, sendsPerHour: 100 } });
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    clerk.reset();
    context = await browser.newContext({ ...SHOP_BROWSER, viewport: { width: 360, height: 740 } });
    page = await context.newPage();
    complaints = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(clerk.url);
    await page.getByText('Live', { exact: true }).waitFor();
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    await discard(clerk);
  });

  function messages(): Locator {
    return page.getByRole('list', { name: 'Messages, newest first' }).getByRole('listitem');
  }

  function people(): Locator {
    return page.getByRole('region', { name: 'Demo people' }).getByRole('button');
  }

  async function send(phoneNumber: string): Promise<string> {
    await new HttpBrowser(clerk.url).sendCode(phoneNumber);
    return clerk.messages(phoneNumber)[0]?.code ?? '';
  }

  it('shows a code the moment it is sent, the newest first, without a complaint of the browser', async () => {
    await page.getByRole('heading', { name: 'No messages yet' }).waitFor();
    const first = await send('+919876543210');
    const second = await send('+918123456789');

    await messages().nth(1).waitFor();

    const shown = await messages().allInnerTexts();
    expect(shown[0]).toContain('+91 81234 56789');
    expect(shown[0]).toContain(`${second} is your BharatPrint verification code`);
    expect(shown[1]).toContain(first);
    expect(complaints).toEqual([]);
  });

  it('copies a code with one tap', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const code = await send('+919876543210');

    await page.getByRole('button', { name: `Copy ${code}, sent to +91 98765 43210` }).click();

    await page.getByText('Copied', { exact: true }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
  });

  it('selects the code where the browser keeps the clipboard to itself', async () => {
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    const code = await send('+919876543210');

    await messages().getByRole('button').click();

    await page.getByText(`${code} is selected`).waitFor();
    expect(await page.evaluate(() => String(getSelection()).replace(/\s/g, ''))).toBe(code);
  });

  it('shows the messages of one number', async () => {
    await send('+919876543210');
    await send('+918123456789');
    await messages().nth(1).waitFor();

    await page.getByLabel('Find a number').fill('98765 43');

    const visible = messages().filter({ visible: true });
    expect(await visible.allInnerTexts()).toEqual([expect.stringContaining('+91 98765 43210')]);
    await page.getByLabel('Find a number').fill('70000');
    await page.getByRole('heading', { name: 'No message to this number' }).waitFor();
  });

  it('offers the demo people, each number for one tap', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);

    await people().filter({ hasText: 'Ravi Sharma' }).click();

    await people().getByText('Copied', { exact: true }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('+919000000002');
    expect(await people().count()).toBe(DEMO_PEOPLE.length);
    await people().filter({ hasText: 'BharatPrint admin' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('lets whom it offers in with the code it names', async () => {
    for (const { phoneNumber } of DEMO_PEOPLE) expect(await send(phoneNumber)).toBe('424242');
  });

  it.each([
    { width: 360, height: 740 },
    { width: 1280, height: 800 },
  ])('fits a screen of $width by $height', async (size) => {
    await page.setViewportSize(size);
    for (let sent = 0; sent < 6; sent += 1) await send('+919876543210');
    await messages().nth(5).waitFor();

    const overflow = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return { right: scrollWidth - innerWidth, below: scrollHeight - innerHeight };
    });

    expect(overflow).toEqual({ right: 0, below: 0 });
  });
});
