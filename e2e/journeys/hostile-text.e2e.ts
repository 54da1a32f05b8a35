import { type Page } from 'playwright-core';
import { DEMO_ADMIN } from '../../local/demo-people.ts';
import { AccountMenu } from '../pages/account-menu.ts';
import { DocsPage } from '../pages/docs-page.ts';
import { ProfilePage } from '../pages/profile-page.ts';
import { changeProfile, signUpByApi, type ApiAccount } from '../support/api-account.ts';
import { eventually } from '../support/eventually.ts';
import { hostileShops, type Names } from '../support/hostile-shops.ts';
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts';
import { sharedOut } from '../support/shared-out.ts';
import { Journeys, SHARMA_PRINTS } from '../support/journey.ts';
import { DESKTOP } from '../support/visitor.ts';

const PLACE = { state: 'Rajasthan', pincode: SHARMA_PRINTS.pincode };
/** Where a name stands, beside the menu of every page. */
const NAMES_ON: Record<string, (keyof Names)[]> = {
  '/dashboard': ['shopName', 'ownerName', 'city'],
  '/profile': ['shopName', 'ownerName', 'city'],
  '/profile/number': ['shopName'],
  '/profile/delete': ['shopName'],
  '/auth/signup/shop': ['shopName', 'ownerName', 'city'],
  '/referrals': ['shopName'],
  '/referrals/poster': ['shopName', 'city'],
};
/** What only a name that became markup would bring: elements these pages have none of, and handlers. */
const FOREIGN = /^(?:img|script|iframe|style|object|embed|video|audio|base|meta|math|marquee|b|i)\b|\son\w+/;
/** An address may look twenty codes up in a minute. */
const LOOKED_UP = 16;

let journeys: Journeys;
let accounts: ApiAccount[];
let administrator: ApiAccount;

beforeAll(async () => {
  journeys = await Journeys.begin();
  accounts = await sharedOut([1, 2, 3, 4], hostileShops(), (_clerk, names) => shopOf(names));
  administrator = await signUpByApi(journeys.product, DEMO_ADMIN.phoneNumber);
}, 180_000);
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

interface AccountList {
  items: Record<string, unknown>[];
  nextCursor: string | null;
}

function namesOf({ shopName, ownerName, city }: Record<string, unknown>): string {
  return JSON.stringify([shopName, ownerName, city]);
}

async function shopOf(names: Names): Promise<ApiAccount> {
  const account = await signUpByApi(journeys.product, journeys.newNumber());
  return changeProfile(journeys.product, account, { ...names, ...PLACE });
}

async function portalOf(account: ApiAccount): Promise<Page> {
  const { page } = await journeys.visitor();
  await page.goto('/healthz');
  await takeOver(page, account);
  return page;
}

/** As if that owner had signed in; what is open learns of it once it is opened anew. */
function keepSession(page: Page, account: ApiAccount): Promise<void> {
  return page.evaluate(
    (stored) => localStorage.setItem('bharatprint.session', stored),
    JSON.stringify({ ...account, savedAt: Date.now() }),
  );
}

/** Opens the portal with another owner's session. */
async function takeOver(page: Page, account: ApiAccount): Promise<void> {
  await keepSession(page, account);
  await page.goto('/dashboard');
  await page.locator('.boot').waitFor({ state: 'detached' });
}

/** Goes there without loading the portal anew. */
async function goTo(page: Page, path: string): Promise<void> {
  if (new URL(page.url()).pathname === path) return;
  await page.evaluate((to) => {
    // The heading of the page before has it, as that of the next one will.
    (document.activeElement as HTMLElement | null)?.blur();
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.waitForFunction(
    (to) => location.pathname === to && document.activeElement?.localName === 'h1',
    path,
  );
}

interface Seen {
  text: string;
  /** Every element with the names of its attributes: what a name that became markup would change. */
  markup: string[];
}

function look(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input')].map(({ value }) => value);
    return {
      text: [document.querySelector('bp-root')?.textContent, ...fields].join('\n'),
      markup: [...document.querySelectorAll('bp-root *')].map(
        (element) => `${element.localName} ${element.getAttributeNames().sort().join(' ')}`,
      ),
    };
  });
}

/** The markup once nothing has been added to it for a second. */
async function wholeMarkup(page: Page): Promise<string[]> {
  await page.waitForFunction(() => !document.querySelector('bp-root :is(bp-skeleton, .spinner)'));
  let { markup } = await look(page);
  for (let unchanged = 0; unchanged < 5; unchanged += 1) {
    await page.waitForTimeout(200);
    const next = (await look(page)).markup;
    if (next.length !== markup.length) unchanged = -1;
    markup = next;
  }
  return markup;
}

describe('a name that is written to be run', () => {
  it('comes back from the API as it was sent, in every field', () => {
    expect(HOSTILE_TEXTS.length).toBeGreaterThanOrEqual(200);
    for (const field of ['shopName', 'ownerName', 'city'] as const) {
      const kept = accounts.map(({ user }) => String(user[field]));
      expect(kept).toEqual(hostileShops().map((names) => names[field]));
      expect(HOSTILE_TEXTS.filter((text) => !kept.some((name) => name.includes(text)))).toEqual([]);
    }
  });

  it('is only ever text on the pages of its owner', async () => {
    const plain = await shopOf({ shopName: 'Sharma Prints', ownerName: 'Ravi', city: 'Jaipur' });
    const portals = await Promise.all([portalOf(plain), portalOf(plain)]);
    const usual = new Map<string, string[]>();
    for (const path of Object.keys(NAMES_ON)) {
      await goTo(portals[0], path);
      usual.set(path, await wholeMarkup(portals[0]));
    }

    let views = 0;
    await sharedOut(portals, accounts, async (portal, account) => {
      await takeOver(portal, account);
      for (const [path, fields] of Object.entries(NAMES_ON)) {
        await goTo(portal, path);
        // Parts of a page come with an answer of the API: what a name had added would stay.
        await eventually(async () => {
          const { text, markup } = await look(portal);
          for (const field of fields) expect(text).toContain(account.user[field]);
          expect(markup).toEqual(usual.get(path));
        });
        views += 1;
      }
    });
    expect(views).toBe(accounts.length * Object.keys(NAMES_ON).length);
  }, 180_000);

  it('is only ever text where it invites, and in the list of who invited it', async () => {
    const asha = await shopOf({ shopName: 'Asha Prints', ownerName: 'Asha', city: 'Pune' });
    const every = Math.ceil(hostileShops().length / LOOKED_UP);
    const names = hostileShops().filter((_, place) => place % every === 0);
    for (const shop of names) {
      const code = asha.user.referralCode;
      const invited = await signUpByApi(journeys.product, journeys.newNumber(), code);
      await changeProfile(journeys.product, invited, { ...shop, ...PLACE });

      const { page } = await journeys.visitor();
      await page.goto(`/r/${invited.user.referralCode}`);
      await eventually(async () => {
        const { text } = await look(page);
        expect(text).toContain(shop.shopName);
        expect(text).toContain(shop.city);
      });
    }
    const portal = await portalOf(asha);
    await goTo(portal, '/referrals');
    await eventually(async () => {
      const { text } = await look(portal);
      for (const { shopName } of names) expect(text).toContain(shopName);
    });
  }, 120_000);

  it('may be typed into the forms, and is in its field after a reload', async () => {
    const { page } = await journeys.owner(journeys.newNumber());
    const profile = new ProfilePage(page);
    await new AccountMenu(page).choose('Your profile');
    for (const { shopName, ownerName, city } of hostileShops().filter((_, place) => place % 12 === 0)) {
      await profile.shopName.fill(shopName);
      await profile.ownerName.fill(ownerName);
      await profile.city.fill(city);
      await profile.save.click();
      await profile.saved.waitFor();
      await page.reload();
      await profile.heading.waitFor();
      const fields = [profile.shopName, profile.ownerName, profile.city];
      expect(await Promise.all(fields.map((field) => field.inputValue()))).toEqual([
        shopName,
        ownerName,
        city,
      ]);
    }
  }, 120_000);

  it('is only ever text on the pages of an admin', async () => {
    const { page } = await journeys.visitor(DESKTOP);
    await page.goto('/healthz');
    await keepSession(page, administrator);
    const shown: string[] = [];
    await page.goto('/admin/users');
    for (let isLast = false; !isLast;) {
      const rows = page.getByRole('table', { name: 'Accounts found' });
      await rows.waitFor();
      const { text, markup } = await look(page);
      shown.push(text);
      expect(markup.filter((element) => FOREIGN.test(element))).toEqual([]);
      const next = page.getByRole('link', { name: 'Next page' });
      isLast = (await next.count()) === 0;
      if (isLast) continue;
      const first = rows.getByRole('link').first();
      const before = await first.getAttribute('href');
      await next.click();
      await eventually(async () => expect(await first.getAttribute('href')).not.toBe(before));
    }
    for (const { user } of accounts)
      expect(
        shown.some((text) =>
          ['shopName', 'ownerName', 'city'].every((field) => text.includes(String(user[field]))),
        ),
      ).toBe(true);

    for (const { user } of accounts.filter((_, place) => place % 12 === 0)) {
      await page.goto(`/admin/users/${user.id}`);
      await page.getByRole('heading', { level: 1, name: String(user['shopName']) }).waitFor();
      await page.getByRole('button', { name: 'Block' }).click();
      await page.getByRole('textbox', { name: 'Reason' }).fill(String(user['shopName']));
      await page.locator('dialog[open]').getByRole('button', { name: 'Block it' }).click();
      await eventually(async () => {
        const { text, markup } = await look(page);
        for (const field of ['shopName', 'ownerName', 'city']) expect(text).toContain(String(user[field]));
        expect(text).toContain(`Reason: “${String(user['shopName'])}”`);
        expect(markup.filter((element) => FOREIGN.test(element))).toEqual([]);
      });
    }
    await page.goto('/admin/audit-log');
    await page.getByRole('table').waitFor();
    expect((await look(page)).markup.filter((element) => FOREIGN.test(element))).toEqual([]);
  }, 180_000);

  it('is only ever text in the list of an admin, as Swagger UI shows it', async () => {
    const { page } = await journeys.visitor(DESKTOP);
    const docs = new DocsPage(page);
    await docs.open(journeys.product.apiUrl);
    await docs.authorize(administrator.token);
    const find = await docs.operation('Admin', 'adminUsersFind');

    const shown: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const text = await find.execute({ limit: '100', cursor });
      const { items, nextCursor } = JSON.parse(text) as AccountList;
      shown.push(...items.map(namesOf));
      cursor = nextCursor;
    }

    expect(shown).toEqual(expect.arrayContaining(accounts.map(({ user }) => namesOf(user))));
    expect(await page.locator('pre :is(img, svg, script, iframe, style, a, form)').count()).toBe(0);
  });
});
