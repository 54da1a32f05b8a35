import axe, { type AxeResults } from 'axe-core';
import { type BrowserContext, type Page } from 'playwright-core';

/** WCAG 2.2 A and AA, and what the engine counts as good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** All that a theme can change. */
const COLOUR = ['color-contrast'];

/**
 * Brings axe into every page of a browser. An init script is put there by the browser itself, ahead of the page's own,
 * so the policy of the page stays in force; a script element it would refuse.
 */
export async function bringAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: axe.source });
}

/** @returns each barrier with the elements that make it: everything in light, and the colours in dark */
export async function barriersOn(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(settle);
    const barriers = await run(page, colorScheme === 'light' ? 'tag' : 'rule');
    found.push(...barriers.map((barrier) => `${colorScheme}: ${barrier}`));
  }
  return found;
}

/** Colours and shades on their way to another value would be measured somewhere between the two. */
async function settle(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (const animation of document.getAnimations())
    if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
}

async function run(page: Page, type: 'tag' | 'rule'): Promise<string[]> {
  const { violations } = await page.evaluate(
    ([kind, values]): Promise<AxeResults> =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: { type: kind, values },
        resultTypes: ['violations'],
        // The portal has no frames and no media to wait for.
        iframes: false,
        preload: false,
      }),
    [type, type === 'tag' ? TAGS : COLOUR] as const,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}
