import { runInNewContext } from 'node:vm';
import { type BuildStats } from './build-stats.ts';
import { sideBySide } from './side-by-side.ts';

const output = (...imports: string[]): BuildStats['outputs'][string] => ({
  bytes: 1,
  imports: imports.map((path) => ({ path, kind: 'import-statement' })),
  inputs: {},
});
const STATS: BuildStats = {
  outputs: {
    'main-AAAAAAAA.js': output('chunk-first_-1.js'),
    'chunk-first_-1.js': output(),
    'chunk-pageAAAA.js': output('chunk-first_-1.js', 'chunk-forms-AA.js'),
    'chunk-forms-AA.js': output('chunk-crumbs_1.js'),
    'chunk-crumbs_1.js': output(),
    'chunk-wordsAAA.js': output(),
  },
};
const HERE = new Set(['main-AAAAAAAA.js', 'chunk-first_-1.js']);
const PAGE = 'import("./chunk-pageAAAA.js")';
const words = 'const words = () => import("./chunk-wordsAAA.js");';

/** Runs the code as a page would, with imports that only tell of themselves. */
function run(code: string, times = 1): string[] {
  const asked: string[] = [];
  const document = {
    head: { append: ({ rel, href }: { rel: string; href: string }) => asked.push(`${rel} ${href}`) },
    createElement: () => ({}),
  };
  const fetched = (file: string): number => asked.push(file);
  const page = runInNewContext(`${code.replaceAll('import(', 'fetched(')}; page`, {
    document,
    fetched,
  }) as () => void;
  for (let n = 0; n < times; n += 1) page();
  return asked;
}

describe(sideBySide.name, () => {
  it('asks for all that a page imports and that is not here, once, as it asks for the page', () => {
    const code = sideBySide(`const page = () => ${PAGE};`, HERE, STATS);
    expect(run(code, 2)).toEqual([
      'modulepreload /chunk-forms-AA.js',
      'modulepreload /chunk-crumbs_1.js',
      './chunk-pageAAAA.js',
      './chunk-pageAAAA.js',
    ]);
  });

  it('leaves alone what imports nothing more', () => {
    expect(sideBySide(words, HERE, STATS)).toBe(words);
    expect(sideBySide(words, new Set(), STATS)).toBe(words);
  });

  it.each([
    "import('./chunk-pageAAAA.js')",
    'import(`./chunk-pageAAAA.js`)',
    'import( "./chunk-pageAAAA.js" )',
  ])('knows %s', (fetching) => {
    expect(sideBySide(fetching, HERE, STATS)).toContain('__hint("chunk-forms-AA.js","chunk-crumbs_1.js")');
  });
});
