import { type Page } from 'playwright-core';
import { DEMO_ADMIN } from '../../local/demo-people.ts';
import { AccountMenu } from '../pages/account-menu.ts';
import { AdminPages } from '../pages/admin-pages.ts';
import { DashboardPage } from '../pages/dashboard-page.ts';
import { changeProfile, signUpByApi, type ApiAccount } from '../support/api-account.ts';
import { eventually } from '../support/eventually.ts';
import { Journeys } from '../support/journey.ts';
import { DESKTOP } from '../support/visitor.ts';

const PLACE = { city: 'Jodhpur', state: 'Rajasthan', pincode: '342001' };

let journeys: Journeys;
let administrator: ApiAccount;

beforeAll(async () => {
  journeys = await Journeys.begin();
  administrator = await signUpByApi(journeys.product, DEMO_ADMIN.phoneNumber);
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

async function shopOf(shopName: string, phone: string, code?: string): Promise<ApiAccount> {
  const account = await signUpByApi(journeys.product, phone, code);
  return changeProfile(journeys.product, account, { shopName, ...PLACE });
}

/** The admin, who comes by the menu's way to the pages. */
async function admin(): Promise<{ page: Page; pages: AdminPages }> {
  const { page } = await journeys.visitor(DESKTOP);
  await page.goto('/healthz');
  const session = JSON.stringify({ ...administrator, savedAt: Date.now() });
  await page.evaluate((stored) => localStorage.setItem('bharatprint.session', stored), session);
  await page.goto('/dashboard');
  await new AccountMenu(page).choose('Administration');
  const pages = new AdminPages(page);
  await pages.search.waitFor();
  return { page, pages };
}

async function statusOf(path: string, token: string): Promise<number> {
  const answer = await fetch(`${journeys.product.apiUrl}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.status;
}

describe('an administrator', () => {
  it('finds a shop by four digits, blocks it with a reason, and unblocks it', async () => {
    const phone = journeys.newNumber();
    const ravi = await shopOf('Ravi Xerox', phone);
    const { page, pages } = await admin();

    await page.locator('h1').focus();
    await page.keyboard.press('/');
    await page.keyboard.type(phone.slice(-4));
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/admin/users?search=${phone.slice(-4)}`);
    await page.getByText('1 account found.').waitFor();
    expect(await pages.accounts.nth(1).innerText()).toContain(`+91••••••${phone.slice(-4)}`);
    await pages.openAccount('Ravi Xerox');

    await pages.act('Block', 'Block it', 'Spam, ticket 4711');
    await page.getByText('The account is blocked and signed out everywhere.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(
      'The account is blocked',
    );
    expect(await statusOf('/users/me', ravi.token)).toBe(401);
    await page.getByText('Reason: “Spam, ticket 4711”').waitFor();

    await pages.act('Unblock', 'Unblock it', 'Cleared up');
    await page.getByText('The account is unblocked.').waitFor();
    const back = await journeys.returning(phone);
    await new DashboardPage(back.page).greeting.waitFor();

    await page.goBack();
    await page.getByText('1 account found.').waitFor();
    await page.reload();
    await page.getByText('1 account found.').waitFor();
    expect(await pages.search.inputValue()).toBe(phone.slice(-4));
  }, 120_000);

  it('approves a held referral: both shops have the reward, and the audit log says so', async () => {
    const [inviter, invited] = [journeys.newNumber(), journeys.newNumber()];
    const asha = await shopOf('Asha Digital Prints', inviter);
    // The same name and PIN code: held.
    await shopOf('Asha Digital Prints', invited, asha.user.referralCode);
    const { page, pages } = await admin();

    await pages.goTo('Referrals');
    await page.getByText('Both shops have the same name and PIN code.').waitFor();
    await pages.act('Approve', 'Approve it', 'Two sisters, two shops');
    await page.getByText('Approved. Where it stands now: Rewarded.').waitFor();
    for (const phone of [inviter, invited]) {
      const { page: dashboard } = await journeys.returning(phone);
      await dashboard.getByText('/ 25').waitFor();
    }

    await pages.goTo('Audit log');
    // An entry for each of the two shops; why stands in that of the shop it was decided of.
    await eventually(async () =>
      expect(await page.getByText('Approved the referral of this shop.').count()).toBe(2),
    );
    expect(await page.getByText('Reason: “Two sisters, two shops”').count()).toBe(1);

    await pages.goTo('Referrals');
    await page.getByText('Nothing waits here').waitFor();
    await page.getByRole('link', { name: 'Rewarded' }).click();
    await pages.act('Take the reward back', 'Take it back', 'No sisters after all');
    await page.getByText('The reward is taken back from both shops.').waitFor();
    const { page: dashboard } = await journeys.returning(inviter);
    await dashboard.getByText('/ 20').waitFor();
  }, 120_000);

  it('sees figures, and the sign-ups day by day by keys', async () => {
    await shopOf('Meena Xerox', journeys.newNumber());
    const { page, pages } = await admin();
    await pages.goTo('Statistics');
    const days = page.getByRole('slider', { name: 'Sign-ups, day by day' });
    const today = await days.getAttribute('aria-valuetext');
    expect(Number(today?.split(': ')[1])).toBeGreaterThan(0);
    await days.press('Home');
    await eventually(async () => expect(await days.getAttribute('aria-valuetext')).toMatch(/: 0$/));
    await page.getByRole('link', { name: 'Last 90 days' }).click();
    await page.waitForURL('**/admin/stats?days=90');
    await eventually(async () => expect(await days.getAttribute('aria-valuemax')).toBe('90'));
    await page.getByRole('table', { name: 'From a link to a reward' }).waitFor();
  }, 60_000);

  it('has a token for the API that works, and is on screen only when asked for', async () => {
    const { page, pages } = await admin();
    await pages.goTo('API access');
    expect(await page.locator('main').innerText()).not.toMatch(/eyJ/);
    await page.getByRole('button', { name: 'Show the token' }).click();
    await page.locator('main').getByText(/eyJ/).waitFor();
    const token = /eyJ[\w.-]+/.exec(await page.locator('main').innerText())?.[0] ?? '';
    expect(await statusOf('/admin/stats', token)).toBe(200);
  });
});

describe('an owner', () => {
  it('finds no pages of administrators, nor the way to them', async () => {
    const phone = journeys.newNumber();
    await shopOf('Sharma Prints', phone);
    const { page } = await journeys.returning(phone);
    await new AccountMenu(page).button.click();
    expect(await page.getByRole('menuitem', { name: 'Administration' }).count()).toBe(0);
    for (const path of ['/admin', '/admin/users', '/admin/stats']) {
      await page.goto(path);
      await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
    }
  });

  it('who is not signed in signs in first', async () => {
    const { page } = await journeys.visitor();
    await page.goto('/admin/users?status=blocked');
    await page.waitForURL('**/auth/login**');
    await journeys.signInHere(page, DEMO_ADMIN.phoneNumber);
    await page.waitForURL('**/admin/users?status=blocked');
  });
});
