import { SignInPage } from '../pages/sign-in-page.ts';
import { Journeys } from '../support/journey.ts';
import { HINDI } from '../support/words.ts';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

interface Moments {
  firstPaint: number;
  clerk: number;
}

describe('the first load', () => {
  it('asks for Clerk’s script only once the page has been painted', async () => {
    const { page } = await journeys.visitor();
    await page.goto('/auth/login');
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => /clerk\.browser/.test(name)),
    );
    const { firstPaint, clerk } = await page.evaluate((): Moments => ({
      firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
      clerk:
        performance.getEntriesByType('resource').find(({ name }) => /clerk\.browser/.test(name))?.startTime ??
        NaN,
    }));
    expect(clerk).toBeGreaterThan(firstPaint);
  });

  it('lets the number be typed while Clerk’s script does not come', async () => {
    const { page } = await journeys.visitor();
    await page.route('**/clerk/clerk.browser*.js', () => undefined);
    await page.goto('/auth/login');
    const signIn = new SignInPage(page);
    await signIn.phone.press('9');
    expect(await signIn.phone.inputValue()).toBe('9');
  });

  it('brings no page but the one that is asked for, and no language but the reader’s and English', async () => {
    const { page } = await journeys.visitor(undefined, HINDI);
    const sentences: string[] = [];
    page.on('response', (answer) => {
      if (!/\.js$/.test(new URL(answer.url()).pathname) || /clerk/.test(answer.url())) return;
      void answer.text().then((code) => sentences.push(code));
    });
    await page.goto('/auth/login');
    await new SignInPage(page, HINDI).phone.waitFor();
    await page.waitForLoadState('networkidle');
    const code = sentences.join('\n');
    expect(code).toContain(HINDI.t('phone.label'));
    expect(code).not.toContain(HINDI.t('profile.saved'));
    expect(code).not.toContain('bp-profile-form-card');
  });
});
