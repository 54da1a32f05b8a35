import { type Page } from 'playwright-core';
import { type Person, type World } from './world.ts';

/** One state of one page, as somebody meets it. */
export interface Screen {
  /** Page first, then its state: `dashboard-loading`. */
  name: string;
  /** Who looks at it. */
  as: Person;
  /** Leads there by ids and types rather than words: the same steps are taken in every language. */
  open: (page: Page, world: World) => Promise<void>;
}

/** Opens a screen and waits until what the portal shows while it starts has gone, unless that is the screen. */
export async function openScreen(screen: Screen, page: Page, world: World): Promise<void> {
  await screen.open(page, world);
  if (screen.name !== 'boot-late') await page.locator('.boot').waitFor({ state: 'detached' });
}
