import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PACKAGE = { name: 'lighthouse', version: '13.5.0' };
const CACHE = join(import.meta.dirname, '..', '..', '.cache', 'lighthouse');

export const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
type Category = (typeof CATEGORIES)[number];

/** What Lighthouse found; the parts that are told here. */
export interface Findings {
  scores: Record<Category, number>;
  /** Milliseconds. */
  firstPaint: number;
  largestPaint: number;
  blocked: number;
  layoutShift: number;
  /** Titles of audits that cost points. */
  faults: string[];
}

interface Result {
  lhr: {
    categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>;
    audits: Record<string, { title: string; score: number | null; numericValue?: number }>;
  };
}

type Lighthouse = (url: string, flags: object) => Promise<Result>;

/** Lighthouse is 130 MB with all it brings: it is fetched once, by those who measure. */
export async function fetchLighthouse(): Promise<Lighthouse> {
  const folder = join(CACHE, 'node_modules', PACKAGE.name);
  if (!existsSync(folder)) install();
  const module = (await import(pathToFileURL(join(folder, 'core', 'index.js')).href)) as {
    default: Lighthouse;
  };
  return module.default;
}

/** One look at a page as Lighthouse's mobile preset has it: slow 4G and a CPU four times slower. */
export async function look(lighthouse: Lighthouse, url: string, port: number): Promise<Findings> {
  const { lhr } = await lighthouse(url, { port, logLevel: 'error', onlyCategories: [...CATEGORIES] });
  const number = (audit: string): number => lhr.audits[audit]?.numericValue ?? NaN;
  const score = (category: Category): number => Math.round((lhr.categories[category]?.score ?? 0) * 100);
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
    },
    firstPaint: number('first-contentful-paint'),
    largestPaint: number('largest-contentful-paint'),
    blocked: number('total-blocking-time'),
    layoutShift: number('cumulative-layout-shift'),
    faults: CATEGORIES.flatMap((category) => lhr.categories[category]?.auditRefs ?? [])
      .filter(({ weight, id }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => lhr.audits[id]?.title ?? id),
  };
}

function install(): void {
  mkdirSync(CACHE, { recursive: true });
  const wanted = `${PACKAGE.name}@${PACKAGE.version}`;
  const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', '--prefix', CACHE, ...flags, wanted], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`${wanted} could not be fetched.`);
}
