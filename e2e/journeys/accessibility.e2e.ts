import { type Page } from 'playwright-core';
import { changeProfile, signUpByApi, type ApiAccount } from '../support/api-account.ts';
import { barriersOn, bringAxe } from '../support/barriers.ts';
import { Journeys } from '../support/journey.ts';
import { DESKTOP, PHONE, type Visitor } from '../support/visitor.ts';

type Language = 'en' | 'hi';

const VIEWS = (['en', 'hi'] as const).flatMap((language) =>
  [PHONE, DESKTOP].map((viewport) => ({ language, viewport, size: `${viewport.width}×${viewport.height}` })),
);

let journeys: Journeys;
let inviter: ApiAccount;

beforeAll(async () => {
  journeys = await Journeys.begin();
  await journeys.product.turn({ resendWaitSeconds: 0, sendsPerHour: 100 });
  inviter = await signUpByApi(journeys.product, journeys.newNumber());
  await changeProfile(journeys.product, inviter, { shopName: 'Asha Digital Prints', city: 'Pune' });
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

async function reader(language: Language, viewport: typeof PHONE): Promise<Visitor> {
  const visitor = await journeys.visitor(viewport);
  await bringAxe(visitor.context);
  await visitor.context.addInitScript(
    (spoken) => localStorage.setItem('bharatprint.language', spoken),
    language,
  );
  return visitor;
}

/** What stood in the way of somebody, by the state of the page they met it in. */
type Barriers = Record<string, string[]>;

class Inspection {
  readonly barriers: Barriers = {};
  states = 0;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async look(state: string): Promise<void> {
    this.states += 1;
    const found = await barriersOn(this.page);
    if (found.length > 0) this.barriers[state] = found;
  }
}

// Ids and types rather than words: the same steps are taken in every language.
const submit = (page: Page): Promise<void> => page.locator('main form button[type=submit]').click();

async function wayIn(page: Page, phone: string, inspection: Inspection): Promise<void> {
  await page.goto('/auth/login');
  await page.locator('#phone').waitFor();
  await inspection.look('sign-in');
  await page.locator('#phone').fill('12345');
  await submit(page);
  await page.locator('#phone[aria-invalid=true]').waitFor();
  await inspection.look('sign-in, wrong number');

  await page.goto('/auth/signup');
  await page.locator('#phone').waitFor();
  await inspection.look('sign-up');
  await page.goto(`/r/${inviter.user.referralCode}`);
  await page.getByText('Asha Digital Prints').waitFor();
  await inspection.look('sign-up, invited');
  await page.locator('#phone').fill(phone);
  await submit(page);
  await page.locator('#code').waitFor();
  await inspection.look('code');
  await page.locator('#code').fill('000000');
  await page.locator('#code[aria-invalid=true]').waitFor();
  await inspection.look('code, wrong');
  await page.locator('#code').fill(await journeys.product.newestCode(phone));

  await page.waitForURL('**/auth/signup/shop');
  await page.locator('#shopName').waitFor();
  await inspection.look('shop');
  await submit(page);
  await page.locator('#shopName[aria-invalid=true]').waitFor();
  await inspection.look('shop, wrong');
  await page.locator('#shopName').fill('Sharma Prints');
  await page.locator('#pincode').fill('302001');
  await page.locator('#city').fill('Jaipur');
  await submit(page);
  await page.waitForURL('**/dashboard');
}

async function account(page: Page, inspection: Inspection): Promise<void> {
  const menu = page.locator('#account-menu-button');
  await menu.waitFor();
  await inspection.look('dashboard');
  await menu.click();
  await inspection.look('dashboard, menu open');
  await page.getByRole('menuitem').last().click();
  await page.getByRole('dialog').waitFor();
  await inspection.look('dialog: sign out everywhere');

  await page.goto('/referrals');
  await page.locator('bp-rewards-card [role=meter]').waitFor();
  await inspection.look('referrals');
  await page.goto('/referrals/poster');
  await page.locator('bp-poster').waitFor();
  await inspection.look('poster');

  await page.goto('/profile');
  await page.locator('#shopName').waitFor();
  await inspection.look('profile');
  await page.locator('#shopName').fill('');
  await page.locator('#pincode').fill('1');
  await submit(page);
  await page.locator('#shopName[aria-invalid=true]').waitFor();
  await inspection.look('profile, wrong');
  await page.locator('a[href="/profile/number"]').click();
  await page.getByRole('dialog').waitFor();
  await inspection.look('dialog: leave without saving');
  await page.getByRole('dialog').getByRole('button').last().click();

  await page.waitForURL('**/profile/number');
  await page.locator('#phone').waitFor();
  await inspection.look('number');
  await page.locator('#phone').fill('12345');
  await submit(page);
  await page.locator('#phone[aria-invalid=true]').waitFor();
  await inspection.look('number, wrong');

  await page.goto('/profile/delete');
  await page.locator('main button').first().waitFor();
  await inspection.look('deletion');
  await page.locator('main button').first().click();
  await page.locator('#code').waitFor();
  await inspection.look('deletion, code');

  await page.goto('/no-such-page');
  await page.locator('h1:not(.boot-name):not(:empty)').waitFor();
  await inspection.look('not found');
}

async function failures(page: Page, inspection: Inspection): Promise<void> {
  await page.route('**/config.json', (route) => route.abort());
  await page.goto('/auth/login');
  await page.getByRole('alert').waitFor();
  await inspection.look('settings did not arrive');
  await page.unroute('**/config.json');

  await page.route('**/clerk/*.js', (route) => route.abort());
  await page.goto('/auth/login');
  await page.getByRole('alert').first().waitFor();
  await inspection.look('Clerk did not arrive');
}

describe.each(VIEWS)('in $language at $size', ({ language, viewport }) => {
  it('every page of an owner is free of barriers', async () => {
    const { page } = await reader(language, viewport);
    const inspection = new Inspection(page);
    await wayIn(page, journeys.newNumber(), inspection);
    await account(page, inspection);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    expect(inspection.barriers).toEqual({});
  }, 180_000);

  it('what is shown when something fails is free of barriers', async () => {
    const { page } = await reader(language, viewport);
    const inspection = new Inspection(page);
    await failures(page, inspection);
    expect(inspection.barriers).toEqual({});
  });
});

it('the inbox of the laptop is free of barriers', async () => {
  const { context, page } = await journeys.visitor();
  await bringAxe(context);
  await page.goto(journeys.product.standInUrl);
  await page.locator('.person').first().waitFor();
  await page.locator('.message').first().waitFor();
  expect(await barriersOn(page)).toEqual([]);
});
