import { type BuildStats, closureOf, fileOf } from './build-stats.ts';

export const MAIN = 'frontend/src/main.ts';
export const START = 'frontend/src/app/start.ts';
const ACCOUNT = 'frontend/src/app/account.routes.ts';
/** Bytes before compression. A small file costs its round trip, a large one the pages that do not need it. */
const SMALL = 6_000;

/** Files that are put into one; what is in none stays as it is. */
export interface Group {
  name: string;
  files: ReadonlySet<string>;
}

/**
 * Which files of the build belong together. The builder cuts a file for each set of pages that shares something, some
 * eighty of them, most of a kilobyte: on a phone's line each asks for a round trip, or for its turn.
 */
export function groupsOf(stats: BuildStats): Group[] {
  const main = fileOf(stats, MAIN);
  const beginning = closureOf(stats, main);
  const portal = closureOf(stats, fileOf(stats, START));
  const without = (files: Iterable<string>, ...others: ReadonlySet<string>[]): Set<string> =>
    new Set([...files].filter((file) => !others.some((other) => other.has(file))));
  // Not main itself: it waits at its top level, and whoever imports it would wait with it.
  const early = without(beginning, new Set([main]));
  const first = without(portal, beginning);
  const account = without(closureOf(stats, fileOf(stats, ACCOUNT)), beginning, portal);
  const taken = new Set([...early, ...first, ...account]);
  const shared = Object.entries(stats.outputs).flatMap(([file, { bytes, entryPoint }]) => {
    const isShared = /^chunk-.*\.js$/.test(file) && entryPoint === undefined;
    return isShared && bytes < SMALL && !taken.has(file) ? [file] : [];
  });
  return [
    { name: 'early', files: early },
    { name: 'first', files: first },
    { name: 'account', files: account },
    { name: 'shared', files: new Set(shared) },
  ];
}
