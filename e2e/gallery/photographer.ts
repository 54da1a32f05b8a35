import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Page } from 'playwright-core';
import { type Options } from './options.ts';
import { openScreen, type Screen } from './screen.ts';
import { type Language, type World } from './world.ts';

export interface Picture {
  screen: string;
  /** Language, width and theme: `hi 360 dark`. */
  view: string;
  /** Within the gallery's folder. */
  file: string;
}

export interface Job {
  screen: Screen;
  language: Language;
}

/** Opens a screen once a language and takes it in every size and theme: what the page says does not depend on them. */
export class Photographer {
  private readonly world: World;
  private readonly options: Options;
  private readonly folder: string;

  constructor(world: World, options: Options, folder: string) {
    this.world = world;
    this.options = options;
    this.folder = folder;
  }

  /** @throws Error that names the screen when it could not be brought into its state */
  async take({ screen, language }: Job): Promise<Picture[]> {
    const [first = { width: 360, height: 740 }] = this.options.sizes;
    const visitor = await this.world.visitor(screen.as, language, first);
    try {
      await openScreen(screen, visitor.page, this.world);
      return await this.takeViews(visitor.page, { screen, language });
    } catch (cause) {
      throw new Error(`${screen.name} in ${language}: ${cause instanceof Error ? cause.message : ''}`, {
        cause,
      });
    } finally {
      await visitor.leave();
    }
  }

  private async takeViews(page: Page, { screen, language }: Job): Promise<Picture[]> {
    const pictures: Picture[] = [];
    // A dialog and the shade behind it belong to the window: on a longer page they would be drawn in the middle of it.
    const fullPage = (await page.locator('dialog[open]').count()) === 0;
    for (const size of this.options.sizes) {
      await page.setViewportSize(size);
      for (const colorScheme of this.options.themes) {
        await page.emulateMedia({ colorScheme });
        const view = `${language} ${size.width} ${colorScheme}`;
        const file = `${screen.name}/${view.replaceAll(' ', '-')}.png`;
        await mkdir(dirname(join(this.folder, file)), { recursive: true });
        await page.screenshot({ path: join(this.folder, file), fullPage, animations: 'disabled' });
        pictures.push({ screen: screen.name, view, file });
      }
    }
    return pictures;
  }
}
