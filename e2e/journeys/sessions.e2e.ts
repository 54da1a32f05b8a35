import { type Page } from 'playwright-core';
import { DashboardPage } from '../pages/dashboard-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { Journeys } from '../support/journey.ts';
import { ENGLISH, HINDI, type Words } from '../support/words.ts';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
  await journeys.product.turn({ resendWaitSeconds: 0 });
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

/** An owner whose first tab hears nothing of the others, with something typed in it and not saved. */
async function sleeper(words: Words): Promise<{ page: Page; newTab: () => Promise<Page> }> {
  const visitor = await journeys.owner(journeys.newNumber(), undefined, words);
  const { page } = visitor;
  await page.addInitScript(() => {
    window.addEventListener('storage', (event) => event.stopImmediatePropagation(), { capture: true });
  });
  await page.goto('/profile');
  await page.locator('#city').fill('Ajmer');
  return { page, newTab: () => visitor.newTab() };
}

describe('a session', () => {
  it('outlives a reload and is there in a second tab', async () => {
    const visitor = await journeys.owner(journeys.newNumber());

    await visitor.page.reload();
    await new DashboardPage(visitor.page).greeting.waitFor();
    const secondTab = await visitor.newTab();
    await secondTab.goto('/dashboard');
    await new DashboardPage(secondTab).greeting.waitFor();
  });

  it('brings a signed-out visitor back to the page that was asked for', async () => {
    const phone = journeys.newNumber();
    await journeys.owner(phone);
    const { page } = await journeys.visitor();
    const signIn = new SignInPage(page);

    await page.goto('/auth/signup/shop');
    await page.waitForURL('**/auth/login**');
    await signIn.phone.fill(phone);
    await signIn.send.click();
    await signIn.code.waitFor();
    await signIn.typeCode(await journeys.product.newestCode(phone));

    await page.waitForURL('**/auth/signup/shop');
    expect(await page.getByLabel('Shop name').inputValue()).toBe('Sharma Prints');
  });
});

describe.each([ENGLISH, HINDI])('a session in $language', (words) => {
  const { t } = words;

  it("ends in every tab of the browser, and the old page cannot be had back by the browser's back", async () => {
    const visitor = await journeys.owner(journeys.newNumber(), undefined, words);
    const secondTab = await visitor.newTab();
    await secondTab.goto('/dashboard');
    await new DashboardPage(secondTab, words).greeting.waitFor();

    await new DashboardPage(visitor.page, words).signOut();

    await secondTab.waitForURL('**/auth/login**');
    await secondTab.getByText(t('signIn.signedOutElsewhere')).waitFor();
    await visitor.page.waitForURL('**/auth/login**');
    await visitor.page.goBack();
    await new SignInPage(visitor.page, words).phone.waitFor();
  });

  it('that began in another tab, while one slept, is the only one that the tab then shows', async () => {
    const { page, newTab } = await sleeper(words);
    const secondTab = await newTab();
    await secondTab.goto('/dashboard');
    await new DashboardPage(secondTab, words).signOut();
    await journeys.signInHere(secondTab, journeys.newNumber(), words);
    await secondTab.waitForURL('**/auth/signup/shop');

    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.waitForURL('**/dashboard');
    await new DashboardPage(page, words).limitParts.waitFor();
    expect(await page.getByText('Sharma Prints').count()).toBe(0);
    await secondTab.reload();
    await secondTab.locator('#shopName').waitFor();
  });

  it('is renewed without a word when the app token is refused', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.owner(phone, undefined, words);
    await journeys.product.query(
      'UPDATE users SET token_generation = token_generation + 1 WHERE phone_number = $1',
      [phone],
    );

    await Promise.all([
      page.waitForResponse(
        (answer) => answer.url().endsWith('/auth/verify-clerk-token') && answer.status() === 200,
      ),
      page.reload(),
    ]);
    await new DashboardPage(page, words).greeting.waitFor();
    expect(new URL(page.url()).pathname).toBe('/dashboard');
  });

  it('of a blocked owner ends at the next request and says why', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.owner(phone, undefined, words);
    await journeys.product.query('UPDATE users SET blocked_at = now() WHERE phone_number = $1', [phone]);

    await page.reload();

    await page.waitForURL('**/auth/login**');
    await page.getByText(t('api.user.blocked')).waitFor();
  });
});
