import { type Page } from 'playwright-core';
import { AccountMenu } from '../pages/account-menu.ts';
import { DashboardPage } from '../pages/dashboard-page.ts';
import { ProfilePage } from '../pages/profile-page.ts';
import { ShopPage } from '../pages/shop-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { eventually } from '../support/eventually.ts';
import { Journeys, SHARMA_PRINTS } from '../support/journey.ts';
import { DESKTOP } from '../support/visitor.ts';
import { ENGLISH, HINDI, type Words } from '../support/words.ts';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
  await journeys.product.turn({ resendWaitSeconds: 0, sendsPerHour: 100 });
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

const NAMES = { en: 'English', hi: 'हिन्दी' };

async function switchTo(page: Page, { language }: Words): Promise<void> {
  await page.getByRole('button', { name: NAMES[language] }).filter({ visible: true }).click();
}

/** What the page says of its own language, and its title. */
async function spokenBy(page: Page): Promise<[string, string]> {
  return [await page.evaluate(() => document.documentElement.lang), await page.title()];
}

async function languageOf(phone: string): Promise<string | undefined> {
  const rows = await journeys.product.query<{ language: string }>(
    'SELECT language FROM users WHERE phone_number = $1',
    [phone],
  );
  return rows[0]?.language;
}

async function widthsOf(page: Page): Promise<{ page: number; screen: number }> {
  return page.evaluate(() => ({ page: document.documentElement.scrollWidth, screen: innerWidth }));
}

describe('the switch of languages', () => {
  it('keeps the number, the code and the shop that are half typed, and leaves nobody where they were not', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.visitor();
    const english = new SignInPage(page);
    const hindi = new SignInPage(page, HINDI);

    await page.goto('/auth/signup');
    await english.phone.fill('98765');
    await switchTo(page, HINDI);
    expect(await hindi.phone.inputValue()).toBe('98765');
    expect(await spokenBy(page)).toEqual(['hi', `${HINDI.t('titles.signup')} · BharatPrint`]);
    await switchTo(page, ENGLISH);
    expect(await english.phone.inputValue()).toBe('98765');
    expect(await spokenBy(page)).toEqual(['en', `${ENGLISH.t('titles.signup')} · BharatPrint`]);

    await english.phone.fill(phone);
    await english.send.click();
    await english.code.fill('424');
    await switchTo(page, HINDI);
    expect(await hindi.code.inputValue()).toBe('424');
    await hindi.typeCode(await journeys.product.newestCode(phone));

    const shop = new ShopPage(page, HINDI);
    await shop.heading.waitFor();
    await shop.fill(SHARMA_PRINTS);
    await switchTo(page, ENGLISH);
    const inEnglish = new ShopPage(page);
    await inEnglish.heading.waitFor();
    expect(await inEnglish.state.inputValue()).toBe('Rajasthan');
    expect(await page.getByLabel(ENGLISH.t('shop.city')).inputValue()).toBe('Jaipur');
    expect(new URL(page.url()).pathname).toBe('/auth/signup/shop');
    await inEnglish.save();
    await new DashboardPage(page).greeting.waitFor();
    expect(await languageOf(phone)).toBe('en');
  });

  it('is written to the profile without what else is typed there, and is spoken on the next browser', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.owner(phone);
    await new AccountMenu(page).choose('Your profile');
    const profile = new ProfilePage(page);
    await profile.city.fill('Ajmer');
    await switchTo(page, HINDI);

    const hindi = new ProfilePage(page, HINDI);
    await hindi.heading.waitFor();
    expect(await hindi.city.inputValue()).toBe('Ajmer');
    await eventually(async () => expect(await languageOf(phone)).toBe('hi'));
    await eventually(async () => expect(await hindi.language.inputValue()).toBe('hi'));
    expect(await journeys.product.query('SELECT city FROM users WHERE phone_number = $1', [phone])).toEqual([
      { city: 'Jaipur' },
    ]);

    const elsewhere = await journeys.visitor();
    await journeys.signIn(elsewhere, phone);
    await new DashboardPage(elsewhere.page, HINDI).greeting.waitFor();
    expect((await spokenBy(elsewhere.page))[0]).toBe('hi');

    // Chosen here a moment before signing in: that is newer than what the profile says.
    const third = await journeys.visitor();
    await third.page.goto('/auth/login');
    await switchTo(third.page, HINDI);
    await new SignInPage(third.page, HINDI).phone.waitFor();
    await switchTo(third.page, ENGLISH);
    await journeys.signIn(third, phone);
    await new DashboardPage(third.page).greeting.waitFor();
    await eventually(async () => expect(await languageOf(phone)).toBe('en'));
  });

  it('is heard in a dialog that was opened before', async () => {
    const visitor = await journeys.visitor(DESKTOP);
    const { page } = visitor;
    await journeys.signIn(visitor, journeys.newNumber());
    await new ShopPage(page).heading.waitFor();
    await page.goto('/dashboard');
    const english = new AccountMenu(page);
    await english.choose('Sign out everywhere');
    await english.everywhereDialog.waitFor();
    await page.keyboard.press('Escape');
    await english.everywhereDialog.waitFor({ state: 'hidden' });

    await switchTo(page, HINDI);
    const hindi = new AccountMenu(page, HINDI);
    await hindi.choose('Sign out everywhere');
    await hindi.everywhereDialog.waitFor();
  });

  it.each([ENGLISH, HINDI])('has room for the longest lines of $language at 360 px', async (words) => {
    const { page } = await journeys.owner(journeys.newNumber(), undefined, words);
    for (const path of ['/dashboard', '/referrals', '/profile', '/profile/number', '/profile/delete']) {
      await page.goto(path);
      await page.locator('.boot').waitFor({ state: 'detached' });
      expect([path, await widthsOf(page)]).toEqual([path, { page: 360, screen: 360 }]);
    }
  });
});
