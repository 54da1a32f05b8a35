import { type BuildStats } from '../../frontend/chunks/build-stats.ts';
import { filesFor, sourcesIn } from './page-cost.ts';

const output = (entryPoint: string | undefined, inputs: string[], ...imports: [string, string][]) => ({
  ...(entryPoint === undefined ? {} : { entryPoint }),
  bytes: 1,
  inputs: Object.fromEntries(inputs.map((input) => [input, {}])),
  imports: imports.map(([path, kind]) => ({ path, kind })),
});

const STATS: BuildStats = {
  outputs: {
    'main.js': output(
      'main.ts',
      ['main.ts'],
      ['shared.js', 'import-statement'],
      ['page.js', 'dynamic-import'],
    ),
    'shared.js': output(undefined, ['core.ts'], ['deep.js', 'import-statement']),
    'deep.js': output(undefined, ['deep.ts'], ['shared.js', 'import-statement']),
    'page.js': output(
      'page.ts',
      ['page.ts'],
      ['shared.js', 'import-statement'],
      ['elsewhere', 'import-statement'],
    ),
  },
};

describe(filesFor.name, () => {
  it('follows what is imported to its end, and nothing that is fetched later', () => {
    expect([...filesFor(STATS, ['main.ts'])]).toEqual(['main.js', 'shared.js', 'deep.js']);
  });

  it('counts what two sources share once', () => {
    expect([...filesFor(STATS, ['main.ts', 'page.ts'])]).toEqual([
      'main.js',
      'shared.js',
      'deep.js',
      'page.js',
    ]);
  });

  it('refuses a source that is not fetched by itself', () => {
    expect(() => filesFor(STATS, ['core.ts'])).toThrow('core.ts is not fetched by itself');
  });
});

describe(sourcesIn.name, () => {
  it('names all that lies in some files', () => {
    expect(sourcesIn(STATS, ['main.js', 'shared.js'])).toEqual(['main.ts', 'core.ts']);
  });
});
