// `npm run bench:portal`: what the built portal is like on a cheap phone and on a slow line. Medians of five runs.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { freePort } from '../../local/free-ports.ts';
import { DashboardPage } from '../../e2e/pages/dashboard-page.ts';
import { ShopPage } from '../../e2e/pages/shop-page.ts';
import { SignInPage } from '../../e2e/pages/sign-in-page.ts';
import { browserArguments, browserPath, launchBrowser } from '../../e2e/support/browser.ts';
import { startProduct, type Product } from '../../e2e/support/product.ts';
import { ENGLISH, HINDI } from '../../e2e/support/words.ts';
import { CATEGORIES, fetchLighthouse, look, type Findings } from './lighthouse.ts';
import { visit } from './slow-line.ts';

const RUNS = 5;
const OWNER = '+919876543210';

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

/** @returns what the runs found, each figure the median of its own */
async function repeated<T>(measure: () => Promise<T>): Promise<T[]> {
  const found: T[] = [];
  for (let run = 0; run < RUNS; run += 1) found.push(await measure());
  return found;
}

function tell(page: string, findings: Findings[]): void {
  const scores = CATEGORIES.map((name) =>
    String(median(findings.map(({ scores }) => scores[name]))).padStart(4),
  );
  const of = (figure: (one: Findings) => number): number => median(findings.map(figure));
  console.log(
    `${page.padEnd(10)}${scores.join('')}   ${seconds(of((one) => one.firstPaint))}  ${seconds(of((one) => one.largestPaint))}  ${of(
      (one) => one.blocked,
    )
      .toFixed(0)
      .padStart(4)} ms  ${of((one) => one.layoutShift).toFixed(3)}`,
  );
  const faults = new Set(findings.flatMap(({ faults }) => faults));
  if (faults.size > 0) console.log(`          ${[...faults].join('; ')}`);
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

async function signUp(page: Page, product: Product): Promise<void> {
  const signIn = new SignInPage(page);
  await signIn.askForCode(`${product.portalUrl}/auth/login`, OWNER);
  await signIn.typeCode(await product.newestCode(OWNER));
  const shop = new ShopPage(page);
  await shop.heading.waitFor();
  await shop.fill({ shopName: 'Sharma Prints', pincode: '302001', city: 'Jaipur' });
  await shop.save();
  await new DashboardPage(page).limitParts.waitFor();
}

async function measureWithLighthouse(product: Product): Promise<void> {
  const lighthouse = await fetchLighthouse();
  const profile = await mkdtemp(join(tmpdir(), 'bharatprint-bench-'));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await browserPath(),
    args: [...browserArguments(), `--remote-debugging-port=${port}`],
  });
  try {
    console.log('          perf a11y best   first    largest  blocked shift');
    const at = (path: string) => async (): Promise<Findings> =>
      await look(lighthouse, product.portalUrl + path, port);
    tell('sign-in', await repeated(at('/auth/login')));
    const page = await context.newPage();
    await signUp(page, product);
    await page.close();
    tell('dashboard', await repeated(at('/dashboard')));
    tell('referrals', await repeated(at('/referrals')));
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

async function measureSlowLine(product: Product): Promise<void> {
  const browser = await launchBrowser();
  try {
    console.log('\nUntil the phone field takes a key at 400 kb/s and 400 ms:');
    for (const words of [ENGLISH, HINDI]) {
      const visits = await repeated(async () => await visit(browser, product.portalUrl, words));
      const cold = median(visits.map((one) => one.cold));
      const warm = median(visits.map((one) => one.warm));
      console.log(`${words.language}   first visit ${seconds(cold)}, next visit ${seconds(warm)}`);
    }
  } finally {
    await browser.close();
  }
}

// A server on the same machine that writes every step down would slow the phone that is measured.
const product = await startProduct({ LOG_LEVEL: 'warn' });
try {
  await measureSlowLine(product);
  await measureWithLighthouse(product);
} finally {
  await product.stop();
}
