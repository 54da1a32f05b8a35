import { type Page } from 'playwright-core';
import { SignInPage } from '../pages/sign-in-page.ts';
import { eventually } from '../support/eventually.ts';
import { Journeys } from '../support/journey.ts';
import { ENGLISH, HINDI } from '../support/words.ts';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

/** Waits until there is something to read and Clerk’s script is asked for, and says which came first. */
async function whatCameFirst(page: Page): Promise<unknown> {
  const first = await page.waitForFunction(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    const clerk = performance.getEntriesByType('resource').find(({ name }) => /clerk\.browser/.test(name));
    return paint && clerk && (paint.startTime < clerk.startTime ? 'the paint' : 'Clerk');
  });
  return first.jsonValue();
}

describe('the first load', () => {
  it('asks for Clerk’s script only once the page has been painted, also on a later visit', async () => {
    const { page } = await journeys.visitor();
    await page.goto('/auth/login');
    expect(await whatCameFirst(page)).toBe('the paint');
    await page.reload();
    expect(await whatCameFirst(page)).toBe('the paint');
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
    const codes: Promise<string>[] = [];
    page.on('response', (answer) => {
      if (!/\.js$/.test(new URL(answer.url()).pathname) || /clerk/.test(answer.url())) return;
      // A file on its way when the page is left, as Clerk's may be, has none.
      codes.push(answer.text().catch(() => ''));
    });
    await page.goto('/auth/login');
    await new SignInPage(page, HINDI).phone.waitFor();
    await page.waitForLoadState('networkidle');
    const code = (await Promise.all(codes)).join('\n');
    expect(code).toContain(HINDI.t('phone.label'));
    expect(code).not.toContain(HINDI.t('profile.saved'));
    expect(code).not.toContain('bp-profile-form-card');
  });

  it.each([ENGLISH, HINDI])(
    'says in $language nothing of a late start while it is not late',
    async (words) => {
      const { page } = await journeys.visitor(undefined, words);
      await page.addInitScript(() => {
        const seen = new Set<string>();
        const look = (): void => {
          const late = document.querySelector('.boot-late');
          // Nothing is painted before the styles are there.
          if (!late?.parentElement || getComputedStyle(late.parentElement).position !== 'fixed') return;
          const { visibility } = getComputedStyle(late);
          seen.add(`${late.closest('bp-boot-screen') ? 'portal' : 'page'}: ${visibility}`);
        };
        new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
        Object.assign(globalThis, { seen });
      });
      await page.goto('/auth/login');
      await new SignInPage(page, words).phone.waitFor();
      const seen = await page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
      expect(seen.toSorted()).toEqual(['page: hidden', 'portal: hidden']);
    },
  );

  it.each([
    ['/dashboard', ['/users/me', '/quota/me'], ['/users/me']],
    ['/referrals', ['/referrals/me', '/referrals/me/standing'], ['/referrals/me', '/referrals/me/standing']],
    ['/profile', ['/users/me'], ['/users/me']],
  ])(
    'of a signed-in owner’s %s asks the API for each thing once, and before the portal has begun',
    async (path, all, early) => {
      const { page } = await journeys.owner(journeys.newNumber());
      await page.addInitScript(() => {
        const asked: [string, boolean][] = [];
        const ask = globalThis.fetch;
        globalThis.fetch = (input, init) => {
          asked.push([
            input as string,
            document.querySelector('bp-root')?.hasAttribute('ng-version') === false,
          ]);
          return ask(input, init);
        };
        Object.assign(globalThis, { asked });
      });
      await page.goto(path);
      await page.locator('.boot').waitFor({ state: 'detached' });
      const ofTheApi = async (): Promise<(readonly [string, boolean])[]> => {
        const asked = await page.evaluate(
          () => (globalThis as unknown as { asked: [string, boolean][] }).asked,
        );
        return asked.flatMap(([url, isEarly]) =>
          url.startsWith(journeys.product.apiUrl) ? [[new URL(url).pathname, isEarly] as const] : [],
        );
      };
      const reads = async (): Promise<string[]> => (await ofTheApi()).map(([read]) => read).toSorted();
      await eventually(async () => expect(await reads()).toEqual(all.toSorted()));
      await page.waitForLoadState('networkidle');
      expect(await reads()).toEqual(all.toSorted());
      expect((await ofTheApi()).filter(([, isEarly]) => isEarly).map(([read]) => read)).toEqual(early);
    },
  );
});
