import { type BuildStats, closureOf, fileOf } from './build-stats.ts';

export const MAIN = 'frontend/src/main.ts';
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
  // Not main itself: it waits for settings at its top level, and whoever imports it would wait with it.
  const first = new Set([...beginning].filter((file) => file !== main));
  const account = new Set(
    [...closureOf(stats, fileOf(stats, ACCOUNT))].filter((file) => !beginning.has(file)),
  );
  const shared = Object.entries(stats.outputs).flatMap(([file, { bytes, entryPoint }]) => {
    const isShared = /^chunk-.*\.js$/.test(file) && entryPoint === undefined;
    return isShared && bytes < SMALL && !first.has(file) && !account.has(file) ? [file] : [];
  });
  return [
    { name: 'first', files: first },
    { name: 'account', files: account },
    { name: 'shared', files: new Set(shared) },
  ];
}
