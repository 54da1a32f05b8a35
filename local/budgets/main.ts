// Weighs the built portal page by page and fails when one has grown beyond its budget.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type BuildStats } from '../../frontend/chunks/build-stats.ts';
import { BUDGETS, LAZY, WAY_IN, WAY_IN_UNPACKED_BYTES } from './budgets.ts';
import { filesFor, sourcesIn } from './page-cost.ts';

const BUILT = join(import.meta.dirname, '..', '..', 'dist', 'frontend');
const stats = JSON.parse(readFileSync(join(BUILT, 'browser-stats.json'), 'utf8')) as BuildStats;
const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(6);
let isWithin = true;

for (const { page, entryPoints, most } of BUDGETS) {
  const contents = [...filesFor(stats, entryPoints)].map((file) =>
    readFileSync(join(BUILT, 'browser', file)),
  );
  const sum = (weigh: (content: Buffer) => number): number =>
    contents.reduce((total, content) => total + weigh(content), 0);
  const gzip = sum((content) => gzipSync(content, { level: 9 }).length);
  const brotli = sum((content) => brotliCompressSync(content).length);
  const mark = gzip <= most ? '✔' : '✖';
  isWithin &&= gzip <= most;
  console.log(
    `${mark} ${page.padEnd(42)} ${kilobytes(gzip)} of ${kilobytes(most)} kB gzip, ${kilobytes(brotli)} brotli, ${contents.length} files`,
  );
}

const wayIn = [...filesFor(stats, WAY_IN)];
const unpacked = wayIn.reduce((total, file) => total + statSync(join(BUILT, 'browser', file)).size, 0);
const isLight = unpacked <= WAY_IN_UNPACKED_BYTES;
console.log(
  `${isLight ? '✔' : '✖'} ${'sign-in, unpacked'.padEnd(42)} ${kilobytes(unpacked)} of ${kilobytes(WAY_IN_UNPACKED_BYTES)} kB`,
);
const early = sourcesIn(stats, wayIn).filter((source) => LAZY.test(source));
if (early.length > 0) console.log(`✖ every page loads the code of some: ${early.join(', ')}`);
// The build of the pages alone puts back its own files and takes away what later steps have added to them.
const lost = ['service-worker.js', 'index.html.br'].filter(
  (file) => !existsSync(join(BUILT, 'browser', file)),
);
if (lost.length > 0) console.log(`✖ the build has lost: ${lost.join(', ')}`);
process.exitCode = isWithin && isLight && early.length === 0 && lost.length === 0 ? 0 : 1;
