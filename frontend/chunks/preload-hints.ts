import { type BuildStats, closureOf } from './build-stats.ts';

const SCRIPT = /<script src="(main-[\w-]+\.js)" type="module"><\/script>/;
const HINT = /<link rel="modulepreload" href="[^"]+">/g;

/**
 * Has index.html begin with this script, and name every file that it imports: what is not named is found only when the
 * script has been read, a round trip later.
 * @throws when the page has no first script
 */
export function beginningWith(main: string, html: string, stats: BuildStats): string {
  const [script] = SCRIPT.exec(html) ?? [];
  if (script === undefined) throw new Error('index.html has no main script');
  const hints = [...closureOf(stats, main)]
    .filter((file) => file !== main)
    .map((file) => `<link rel="modulepreload" href="${file}">`);
  return html
    .replace(HINT, '')
    .replace(script, `${hints.join('')}<script src="${main}" type="module"></script>`);
}
