// `npm run icons`: draws the installed portal's icons from frontend/public/favicon.svg, after the mark has changed.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser } from 'playwright-core';
import { launchBrowser } from '../e2e/support/browser.ts';

const PUBLIC = join(import.meta.dirname, '..', 'frontend', 'public');
const GROUND = '#2b2f77';

interface Icon {
  name: string;
  side: number;
  /** How much of the side the mark takes; its sheet lies within the inner 80 % that phones leave of a maskable icon. */
  part: number;
  /** Apple and maskable icons are opaque to the edge; the others keep the mark's own round corners. */
  ground: string;
}

const ICONS: readonly Icon[] = [
  { name: '192', side: 192, part: 1, ground: 'transparent' },
  { name: '512', side: 512, part: 1, ground: 'transparent' },
  { name: 'maskable', side: 512, part: 1, ground: GROUND },
  { name: 'apple-touch', side: 180, part: 1, ground: GROUND },
];

const mark = await readFile(join(PUBLIC, 'favicon.svg'), 'utf8');
await mkdir(join(PUBLIC, 'icons'), { recursive: true });
const browser = await launchBrowser();
try {
  for (const icon of ICONS) await draw(browser, icon);
} finally {
  await browser.close();
}

async function draw(chromium: Browser, { name, side, part, ground }: Icon): Promise<void> {
  const page = await chromium.newPage({ viewport: { width: side, height: side } });
  await page.setContent(`<style>
    body { margin: 0; height: 100vh; display: grid; place-items: center; background: ${ground} }
    svg { width: ${side * part}px; height: ${side * part}px }
  </style>${mark}`);
  await page.screenshot({ path: join(PUBLIC, 'icons', `${name}.png`), omitBackground: true });
  await page.close();
}
