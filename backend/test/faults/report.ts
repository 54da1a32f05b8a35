import { type Outcome } from './load.js';

/** Tells a figure that depends on the machine. What must hold on every machine is an expectation instead. */
export function report(figure: string): void {
  process.stdout.write(`    ▪ ${figure}\n`);
}

/** @returns milliseconds within which so many percent of the requests were answered */
export function percentile(outcomes: readonly Outcome[], percent: number): number {
  const sorted = outcomes.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return Math.round(sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0);
}

/** How many answers had which status; 0 stands for no answer at all. */
export function statusCounts(outcomes: readonly Outcome[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of outcomes) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** What to show of answers that should not be: no tokens, and not the same line a thousand times. */
export function tally(outcomes: readonly Outcome[]): Record<string, number> {
  const lines: Record<string, number> = {};
  for (const { call, status, code, retryAfter } of outcomes) {
    const line = `${call.method} ${call.path}: ${status} ${code ?? ''}${retryAfter ? `, again in ${retryAfter} s` : ''}`;
    lines[line] = (lines[line] ?? 0) + 1;
  }
  return lines;
}
