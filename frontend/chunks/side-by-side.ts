import { type BuildStats, closureOf } from './build-stats.ts';

const FETCHED_LATER = /\bimport\(\s*(["'`])\.\/(chunk-[\w-]{8}\.js)\1\s*\)/g;
/** A hint, not an import: what does not come is told by the import itself. */
const HINT =
  'const __hinted=new Set;function __hint(...files){for(const file of files)if(!__hinted.has(file)){__hinted.add(file);' +
  "document.head.append(Object.assign(document.createElement('link'),{rel:'modulepreload',href:'/'+file}))}}\n";

/**
 * Has a file that fetches another later ask at the same time for what that one imports, which otherwise is found only
 * when it has been read, a round trip later.
 * @param here the files that have arrived by then
 */
export function sideBySide(code: string, here: ReadonlySet<string>, stats: BuildStats): string {
  const hinting = code.replace(FETCHED_LATER, (fetching: string, _quote: string, file: string) => {
    const more = [...closureOf(stats, file)].filter((name) => name !== file && !here.has(name));
    if (more.length === 0) return fetching;
    return `(__hint(${more.map((name) => JSON.stringify(name)).join(',')}),${fetching})`;
  });
  return hinting === code ? code : HINT + hinting;
}
