import { type Locator, type Page } from 'playwright-core';

/** The poster as it will be printed, with the choice of paper. */
export class PosterPage {
  readonly heading: Locator;
  readonly sheet: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { name: 'Your poster' });
    this.sheet = page.getByRole('article', { name: /^Do you run a print shop\?/ });
  }

  async choose(paper: 'A4' | 'A5'): Promise<void> {
    await this.page.locator('label', { hasText: paper }).click();
    await this.page.locator(`.poster-${paper.toLowerCase()}`).waitFor();
  }

  /** What the printer gets: the sizes of its pages, in whole millimetres. */
  async printed(): Promise<string[]> {
    const pdf = (await this.page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const boxes = pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g);
    return [...boxes].map(([, width, height]) => `${millimetres(width)} × ${millimetres(height)}`);
  }
}

/** PDF counts in points, 72 to the inch. */
function millimetres(points: string | undefined): number {
  return Math.round((Number(points) / 72) * 25.4);
}
