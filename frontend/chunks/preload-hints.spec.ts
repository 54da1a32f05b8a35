import { type BuildStats } from './build-stats.ts';
import { beginningWith } from './preload-hints.ts';

const output = (...imports: string[]): BuildStats['outputs'][string] => ({
  bytes: 1,
  imports: imports.map((path) => ({
    path,
    kind: /lazy|start/.test(path) ? 'dynamic-import' : 'import-statement',
  })),
  inputs: {},
});
const STATS: BuildStats = {
  outputs: {
    'main-BBBBBBBB.js': output('chunk-b.js', 'chunk-start.js', 'chunk-lazy.js'),
    'chunk-b.js': output('chunk-c.js', 'chunk-d.js'),
    'chunk-c.js': output('chunk-b.js'),
    'chunk-d.js': output(),
    'chunk-start.js': output('chunk-c.js', 'chunk-f.js'),
    'chunk-f.js': output(),
    'chunk-lazy.js': output('chunk-e.js'),
  },
};
const hint = (file: string): string => `<link rel="modulepreload" href="${file}">`;
const script = (file: string): string => `<script src="${file}" type="module"></script>`;
const MAIN = 'main-BBBBBBBB.js';
const START = 'chunk-start.js';

describe(beginningWith.name, () => {
  it('names each file of the first script and of the portal once, and nothing that is fetched later', () => {
    const before = `<body>${hint('chunk-old.js')}${script('main-AAAAAAAA.js')}</body>`;
    expect(beginningWith([MAIN, START], before, STATS)).toBe(
      `<body>${['chunk-b.js', 'chunk-c.js', 'chunk-d.js', START, 'chunk-f.js'].map(hint).join('')}${script(MAIN)}</body>`,
    );
  });

  it('changes nothing the second time', () => {
    const once = beginningWith([MAIN, START], `<body>${script('main-AAAAAAAA.js')}</body>`, STATS);
    expect(beginningWith([MAIN, START], once, STATS)).toBe(once);
  });

  it('refuses a page without a first script', () => {
    expect(() => beginningWith([MAIN, START], '<body></body>', STATS)).toThrow('main script');
  });
});
