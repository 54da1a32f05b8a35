import { DashboardPage } from '../pages/dashboard-page.ts';
import { ProfilePage } from '../pages/profile-page.ts';
import { ReferralsPage } from '../pages/referrals-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { eventually } from '../support/eventually.ts';
import { Journeys } from '../support/journey.ts';
import { everythingStored, portalIsKept } from '../support/kept-portal.ts';
import { ENGLISH, HINDI } from '../support/words.ts';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
  await journeys.product.turn({ resendWaitSeconds: 0 });
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

describe('the installed portal', () => {
  it('has what a browser asks of an app before it installs one', async () => {
    const { page, context } = await journeys.owner(journeys.newNumber());
    await portalIsKept(page);

    const devTools = await context.newCDPSession(page);
    const { data = '', errors } = await devTools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const manifest = JSON.parse(data) as { icons: { src: string; sizes: string; purpose: string }[] };
    expect(manifest).toMatchObject({ name: 'BharatPrint', start_url: '/dashboard', display: 'standalone' });
    for (const { src, sizes } of manifest.icons) {
      const shown = await page.evaluate(async (url) => {
        const image = new Image();
        image.src = url;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, src);
      expect(shown).toBe(sizes);
    }
    expect(manifest.icons.map(({ purpose }) => purpose)).toEqual(['any', 'any', 'maskable']);
  });

  const opens =
    'opens without a network with code, QR code and uploads, says of when, and comes alive by itself';
  it.each([ENGLISH, HINDI])(`${opens}, in $language`, async (words) => {
    const phone = journeys.newNumber();
    const { page, context } = await journeys.owner(phone, undefined, words);
    await portalIsKept(page);
    const code = await new DashboardPage(page, words).referralCode.textContent();
    await context.setOffline(true);
    await page.close();

    const later = await context.newPage();
    const dashboard = new DashboardPage(later, words);
    await later.goto('/dashboard');
    await dashboard.greeting.waitFor();
    await dashboard.limitParts.waitFor();
    const notice = later.getByText(words.like('offline.asOf', '\\d{1,2} \\S+.*'));
    await notice.waitFor();

    await later.goto('/profile');
    await notice.waitFor();
    expect(await new ProfilePage(later, words).shopName.inputValue()).toBe('Sharma Prints');

    await later.goto('/referrals');
    const referrals = new ReferralsPage(later, words);
    await referrals.qrCode.waitFor();
    expect(await referrals.code.textContent()).toBe(code);
    await notice.waitFor();

    await later.evaluate(() => Object.assign(window, { isSamePage: true }));
    await context.setOffline(false);
    await notice.waitFor({ state: 'detached' });
    await referrals.nobodyYet.waitFor();
    expect(await later.evaluate(() => 'isSamePage' in window)).toBe(true);
  });

  it('leaves nothing of an owner who has signed out to the next, with a network or without', async () => {
    const asha = journeys.newNumber();
    const visitor = await journeys.owner(asha);
    const { page, context } = visitor;
    const dashboard = new DashboardPage(page);
    await portalIsKept(page);
    const code = (await dashboard.referralCode.textContent())?.trim() ?? 'no code';
    await page.goto('/profile');
    await new ProfilePage(page).shopName.fill('Asha Colour Lab');

    await context.setOffline(true);
    await page.goto('/dashboard');
    await dashboard.signOut();
    await new SignInPage(page).phone.waitFor();
    const left = await everythingStored(page);
    for (const trace of [asha.slice(3), code, 'Sharma Prints', 'Asha Colour Lab', 'eyJ'])
      expect(left.replaceAll(/__clerk[^,]*/g, '')).not.toContain(trace);
    await page.goto('/dashboard');
    await page.waitForURL('**/auth/login**');

    await context.setOffline(false);
    const ravi = journeys.newNumber();
    await journeys.signIn(visitor, ravi);
    await page
      .getByRole('button', { name: 'Do this later' })
      .or(page.getByRole('link', { name: 'Do this later' }))
      .click();
    await dashboard.limitParts.waitFor();
    await context.setOffline(true);
    for (const path of ['/dashboard', '/referrals', '/profile']) {
      await page.goto(path);
      await page.getByText(/Offline, as of/).waitFor();
      const text = await page.locator('body').innerText();
      expect(text).not.toContain(code);
      expect(text).not.toContain('Sharma Prints');
    }
    await context.setOffline(false);
  });

  it('says that a profile is not saved, and saves it by itself when the network is back', async () => {
    const phone = journeys.newNumber();
    const { page, context } = await journeys.owner(phone);
    const profile = new ProfilePage(page);
    await page.goto('/profile');
    await profile.ownerName.fill('Asha Sharma');
    await context.setOffline(true);
    await profile.save.click();
    await page.getByText('Not saved: you are offline.').waitFor();

    await context.setOffline(false);
    await profile.saved.waitFor();
    const rows = await journeys.product.query('SELECT owner_name FROM users WHERE phone_number = $1', [
      phone,
    ]);
    expect(rows).toEqual([{ owner_name: 'Asha Sharma' }]);
  });
});

describe('a session whose app token has run out', () => {
  afterEach(() => journeys.product.turn({ outage: { fapi: 'off' } }));

  it.each([
    ['Clerk is out of order', { fapi: 'error' }, null],
    ['the API is unreachable', {}, 'abort'],
    ["a hotel's login page answers in the API's place", {}, 'page'],
    ['a proxy refuses with a page of its own', {}, 'refuse'],
  ] as const)('lives on while %s, and goes on afterwards', async (_case, outage, api) => {
    const phone = journeys.newNumber();
    const { page, context } = await journeys.owner(phone);
    const dashboard = new DashboardPage(page);
    await journeys.product.query(
      'UPDATE users SET token_generation = token_generation + 1 WHERE phone_number = $1',
      [phone],
    );
    await journeys.product.turn({ outage });
    const everything = `${journeys.product.apiUrl}/**`;
    if (api === 'abort') await context.route(everything, (route) => route.abort('namenotresolved'));
    if (api === 'page' || api === 'refuse')
      await context.route(everything, (route) =>
        route.fulfill({
          status: api === 'page' ? 200 : 401,
          headers: {
            'access-control-allow-origin': '*',
            'access-control-allow-headers': '*',
            'cache-control': 'no-store',
          },
          contentType: 'text/html',
          body: '<h1>Welcome to our Wi-Fi</h1>',
        }),
      );

    await page.reload();
    await dashboard.greeting.waitFor();
    // Clerk's script may still hold a token that is good, and then nothing is old.
    if (api === null) await dashboard.limitParts.waitFor();
    else await page.getByText(/Showing what we last knew/).waitFor();
    expect(new URL(page.url()).pathname).toBe('/dashboard');

    await context.unroute(everything);
    await journeys.product.turn({ outage: { fapi: 'off' } });
    await page.getByText(/Showing what we last knew/).waitFor({ state: 'detached' });
    await eventually(async () => expect(await dashboard.limitParts.isVisible()).toBe(true));
    expect(new URL(page.url()).pathname).toBe('/dashboard');
  });
});
