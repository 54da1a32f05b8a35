import { AccountMenu } from '../pages/account-menu.ts';
import { DashboardPage } from '../pages/dashboard-page.ts';
import { ProfilePage } from '../pages/profile-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { Journeys } from '../support/journey.ts';
import { DESKTOP } from '../support/visitor.ts';
import { ENGLISH, HINDI } from '../support/words.ts';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
  await journeys.product.turn({ resendWaitSeconds: 0, sendsPerHour: 100 });
});
afterEach(async () => {
  await journeys.product.turn({ outage: { bapi: 'off' } });
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

async function liveSessions(phoneNumber: string): Promise<number> {
  const [row] = await journeys.product.query<{ clerk_user_id: string }>(
    'SELECT clerk_user_id FROM users WHERE phone_number = $1',
    [phoneNumber],
  );
  const sessions = await journeys.product.clerk.sessions.getSessionList({
    userId: row?.clerk_user_id ?? '',
    status: 'active',
  });
  return sessions.data.length;
}

describe('signing out everywhere', () => {
  const end = 'ends the other browser at its next request, and its page cannot come back by itself';
  it.each([ENGLISH, HINDI])(`${end}, in $language`, async (words) => {
    const phone = journeys.newNumber();
    const mine = await journeys.owner(phone, undefined, words);
    const other = await journeys.returning(phone, words);
    expect(await liveSessions(phone)).toBe(2);

    await new AccountMenu(mine.page, words).signOutEverywhere();
    await mine.page.waitForURL('**/auth/login');
    await mine.page.getByText(words.t('everywhere.done')).waitFor();
    expect(await liveSessions(phone)).toBe(0);

    // Its Clerk token is young, so it is our server that says no.
    const [renewal] = await Promise.all([
      other.page.waitForResponse((answer) => answer.url().endsWith('/auth/verify-clerk-token')),
      new AccountMenu(other.page, words).choose('Your profile'),
    ]);
    expect(renewal.status()).toBe(401);
    await other.page.waitForURL('**/auth/login?**');
    await other.page.getByText(words.t('signIn.sessionEnded')).waitFor();
    expect(await other.page.evaluate(() => localStorage.getItem('bharatprint.session'))).toBeNull();
  });

  it('changes nothing while Clerk cannot say which sessions there are, and says so', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.owner(phone);
    const menu = new AccountMenu(page);
    await journeys.product.turn({ outage: { bapi: 'error' } });

    await menu.signOutEverywhere();
    await menu.everywhereDialog.getByText('Nothing has changed: you are still signed in.').waitFor();
    await journeys.product.turn({ outage: { bapi: 'off' } });
    await page.reload();
    await new DashboardPage(page).greeting.waitFor();
    expect(await liveSessions(phone)).toBe(1);

    await menu.signOutEverywhere();
    await page.getByText('You are signed out on every phone and computer.').waitFor();
  });
});

describe('another tab', () => {
  it('follows a sign-out by itself, though a form in it is not saved', async () => {
    const visitor = await journeys.owner(journeys.newNumber());
    const form = await visitor.newTab();
    await form.goto('/profile');
    const profile = new ProfilePage(form);
    await profile.shopName.fill('Half typed');

    await new DashboardPage(visitor.page).signOut();
    await form.waitForURL('**/auth/login?**');
    await form.getByText('You were signed out. Please sign in again.').waitFor();
    expect(await profile.leaveDialog.isVisible()).toBe(false);
  });
});

describe('a blocked owner', () => {
  it('is signed out at the next request, reads why, and does not get in again', async () => {
    const phone = journeys.newNumber();
    const visitor = await journeys.owner(phone);
    const { page } = visitor;
    await journeys.product.query('UPDATE users SET blocked_at = now() WHERE phone_number = $1', [phone]);

    await new AccountMenu(page).choose('Your profile');
    await page.waitForURL('**/auth/login?**');
    await page.getByText('This account is blocked. Please contact BharatPrint support.').waitFor();

    const again = await journeys.visitor(DESKTOP);
    await journeys.signIn(again, phone);
    await again.page.getByRole('heading', { name: 'We could not sign you in' }).waitFor();
    await again.page.getByText('This account is blocked. Please contact BharatPrint support.').waitFor();
    expect(await new SignInPage(again.page).code.isVisible()).toBe(false);
  });
});
