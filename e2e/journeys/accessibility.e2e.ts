import { type Page } from 'playwright-core';
import { openScreen, type Screen } from '../gallery/screen.ts';
import { screens } from '../gallery/screens.ts';
import { PEOPLE, World, type Language } from '../gallery/world.ts';
import { atOnce } from '../support/at-once.ts';
import { barriersOn, bringAxe } from '../support/barriers.ts';
import { overflowOf, smallTargetsOn } from '../support/measures.ts';
import { DESKTOP, PHONE } from '../support/visitor.ts';

/** WCAG 2.2, 1.4.10: what a window of 1280 pixels is at 400 %. At 200 % it is twice as wide. */
const NARROW = { width: 320, height: 640 };
const AT_200_PERCENT = { width: 640, height: 400 };
const AT_ONCE = 2;

let world: World;

beforeAll(async () => {
  world = await World.begin();
}, 180_000);
afterEach(async () => {
  expect(await world.journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => world.journeys.end());

/** @returns what stands in the way of somebody, by where it was met */
async function judge(page: Page): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  found['on a phone'] = await barriersOn(page);
  found['for a thumb'] = await smallTargetsOn(page);
  for (const [place, size] of [
    ['320 px wide', NARROW],
    ['at 200 %', AT_200_PERCENT],
  ] as const) {
    await page.setViewportSize(size);
    found[place] = await overflowOf(page);
  }
  await page.setViewportSize(DESKTOP);
  found['on a computer'] = await barriersOn(page);
  return Object.fromEntries(Object.entries(found).filter(([, barriers]) => barriers.length > 0));
}

async function inspect(screen: Screen, language: Language): Promise<Record<string, string[]>> {
  const { context, page } = await world.visitor(screen.as, language, PHONE);
  await bringAxe(context);
  try {
    await openScreen(screen, page, world);
    const found = await judge(page);
    const spoken = await page.evaluate(() => document.documentElement.lang);
    // Until the code arrives, nobody can know which language is wanted.
    return spoken === language || screen.name === 'boot-late' ? found : { ...found, language: [spoken] };
  } catch (error) {
    // The other screens are judged all the same.
    return { 'not opened': [error instanceof Error ? error.message : String(error)] };
  } finally {
    await context.close();
  }
}

describe.each(['en', 'hi'] as const)('in %s', (language) => {
  it.each(PEOPLE)(
    'every state of every page that the %s sees is free of barriers',
    async (person) => {
      const theirs = screens.filter((screen) => screen.as === person);
      const barriers: Record<string, Record<string, string[]>> = {};
      expect(theirs.length).toBeGreaterThan(0);
      await atOnce(theirs, AT_ONCE, async (screen) => {
        const found = await inspect(screen, language);
        if (Object.keys(found).length > 0) barriers[screen.name] = found;
      });
      expect(barriers).toEqual({});
    },
    300_000,
  );
});

it('the inbox of the laptop is free of barriers', async () => {
  const { context, page } = await world.journeys.visitor();
  await bringAxe(context);
  await page.goto(world.journeys.product.standInUrl);
  await page.locator('.person').first().waitFor();
  await page.locator('.message').first().waitFor();
  expect(await barriersOn(page)).toEqual([]);
});
