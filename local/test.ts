// `npm test`: every check and every test, then one closing line with the sum. `node local/test.ts unit` runs one rung.
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endRequest } from './end-request.ts';
import { INTERRUPTED, runNx } from './nx.ts';

interface Step {
  name: string;
  targets: string[];
  /** Of the targets; without it their usual one. */
  configuration?: string;
  /** Rungs whose tests share ports, browsers or cores run one project at a time. */
  parallel: number;
  /** Files with jest's counts; without them the step counts as one check. */
  results?: string;
}

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

interface JestResults {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numRuntimeErrorTestSuites: number;
}

const RESULTS = join(import.meta.dirname, '..', 'dist', 'test-results');

const CHECKS: Step[] = [
  { name: 'format', targets: ['format'], parallel: 1 },
  { name: 'lint', targets: ['lint'], parallel: 2 },
  { name: 'architecture', targets: ['architecture'], parallel: 1 },
  { name: 'migrations', targets: ['migrations'], parallel: 1 },
  { name: 'supply chain', targets: ['supply-chain'], parallel: 1 },
  { name: 'deploy files', targets: ['deploy'], parallel: 1 },
  { name: 'typecheck', targets: ['typecheck'], parallel: 2 },
  { name: 'build', targets: ['build'], parallel: 2 },
  { name: 'budgets', targets: ['budgets'], parallel: 1 },
];
const RUNGS: Record<string, Step> = {
  unit: { name: 'unit tests', targets: ['unit'], parallel: 2, results: 'unit-*.json' },
  integration: {
    name: 'integration tests',
    targets: ['integration'],
    parallel: 1,
    results: 'integration-*.json',
  },
  faults: { name: 'faults', targets: ['faults'], parallel: 1, results: 'faults-*.json' },
  e2e: { name: 'browser journeys', targets: ['e2e'], parallel: 1, results: 'e2e-*.json' },
};
/** Rungs that take too long for every time: only by name. */
const LONG_RUNGS: Record<string, Step> = {
  'long-faults': {
    name: 'faults, at length',
    targets: ['faults'],
    configuration: 'long',
    parallel: 1,
    results: 'faults-*.json',
  },
};

async function run(step: Step): Promise<Count> {
  console.log(`\n▸ ${step.name}`);
  if (step.results !== undefined) for (const file of resultFiles(step.results)) rmSync(file);
  const args = ['run-many', '-t', ...step.targets, `--parallel=${step.parallel}`, '--output-style=stream'];
  if (step.configuration !== undefined) args.push(`--configuration=${step.configuration}`);
  const status = await runNx(args, ending);
  if (ending.aborted) process.exit(INTERRUPTED);
  const failed = status === 0 ? 0 : 1;
  if (step.results === undefined) return { passed: 1 - failed, failed, skipped: 0 };

  const count = sum(resultFiles(step.results).map(readCount));
  // A rung that broke before it could write its results must not pass as "0 failed".
  return count.failed === 0 ? { ...count, failed } : count;
}

function resultFiles(pattern: string): string[] {
  return globSync(pattern, { cwd: RESULTS }).map((name) => join(RESULTS, name));
}

function readCount(file: string): Count {
  const results = JSON.parse(readFileSync(file, 'utf8')) as JestResults;
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests,
  };
}

function sum(counts: Count[]): Count {
  return counts.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

const wanted = process.argv[2];
const byName = { ...RUNGS, ...LONG_RUNGS };
const rung = wanted === undefined ? undefined : byName[wanted];
if (wanted !== undefined && rung === undefined) {
  console.error(`There is no rung "${wanted}". Choose one of: ${Object.keys(byName).join(', ')}.`);
  process.exit(1);
}
const ending = endRequest();
const steps = rung === undefined ? [...CHECKS, ...Object.values(RUNGS)] : [rung];
const counts: { step: Step; count: Count }[] = [];
for (const step of steps) counts.push({ step, count: await run(step) });
const total = sum(counts.map(({ count }) => count));

console.log('');
for (const { step, count } of counts) {
  const skipped = count.skipped === 0 ? '' : `, ${count.skipped} skipped`;
  console.log(
    `${count.failed === 0 ? '✔' : '✖'} ${step.name}: ${count.passed} passed, ${count.failed} failed${skipped}`,
  );
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
