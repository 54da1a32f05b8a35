import { type BuildStats, closureOf } from './build-stats.ts';

const SCRIPT = /<script src="(main-[\w-]+\.js)" type="module"><\/script>/;
const HINT = /<link rel="modulepreload" href="[^"]+">/g;

/**
 * Has index.html begin with this script, and name every file that it needs before the first page: what is not named is
 * found only when the script has been read, a round trip later.
 * @param scripts main, and what it fetches in any case
 * @throws when the page has no first script
 */
export function beginningWith(
  [main, start]: readonly [string, string],
  html: string,
  stats: BuildStats,
): string {
  const [script] = SCRIPT.exec(html) ?? [];
  if (script === undefined) throw new Error('index.html has no main script');
  // In the order they are of use: on one connection, what is named first comes first.
  const hints = [...closureOf(stats, main, start)]
    .filter((file) => file !== main)
    .map((file) => `<link rel="modulepreload" href="${file}">`);
  return html
    .replace(HINT, '')
    .replace(script, `${hints.join('')}<script src="${main}" type="module"></script>`);
}
