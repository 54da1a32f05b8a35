import { type BuildStats, withAllHints } from './preload-hints.ts';

const imports = (...paths: string[]): { path: string; kind: string }[] =>
  paths.map((path) => ({ path, kind: 'import-statement' }));
const STATS: BuildStats = {
  outputs: {
    'main-AAAAAAAA.js': {
      imports: [...imports('chunk-b.js'), { path: 'chunk-lazy.js', kind: 'dynamic-import' }],
    },
    'chunk-b.js': { imports: imports('chunk-c.js', 'chunk-d.js') },
    'chunk-c.js': { imports: imports('chunk-b.js') },
    'chunk-d.js': { imports: [] },
    'chunk-lazy.js': { imports: imports('chunk-e.js') },
  },
};
const hint = (file: string): string => `<link rel="modulepreload" href="${file}">`;
const SCRIPT = '<script src="main-AAAAAAAA.js" type="module"></script>';

describe(withAllHints.name, () => {
  it('names each file of the first script once, and nothing that is fetched later', () => {
    expect(withAllHints(`<body>${hint('chunk-b.js')}${SCRIPT}</body>`, STATS)).toBe(
      `<body>${hint('chunk-b.js')}${hint('chunk-c.js')}${hint('chunk-d.js')}${SCRIPT}</body>`,
    );
  });

  it('changes nothing the second time', () => {
    const once = withAllHints(`<body>${SCRIPT}</body>`, STATS);
    expect(withAllHints(once, STATS)).toBe(once);
  });

  it('refuses a page without a first script', () => {
    expect(() => withAllHints('<body></body>', STATS)).toThrow('main script');
  });
});
