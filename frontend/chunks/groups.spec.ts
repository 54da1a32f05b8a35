import { type BuildStats } from './build-stats.ts';
import { groupsOf, MAIN, START } from './groups.ts';

const output = (
  bytes: number,
  imports: string[] = [],
  entryPoint?: string,
): BuildStats['outputs'][string] => ({
  bytes,
  entryPoint,
  imports: imports.map((path) => ({ path, kind: 'import-statement' })),
  inputs: {},
});
const STATS: BuildStats = {
  outputs: {
    'main-AAAAAAAA.js': output(900, ['chunk-session.js'], MAIN),
    'chunk-session.js': output(400),
    'chunk-start.js': output(9_000, ['chunk-session.js', 'chunk-angular.js', 'chunk-router.js'], START),
    'chunk-angular.js': output(150_000),
    'chunk-router.js': output(90_000, ['chunk-angular.js']),
    'chunk-account.js': output(
      20_000,
      ['chunk-router.js', 'chunk-session.js', 'chunk-menu.js'],
      'frontend/src/app/account.routes.ts',
    ),
    'chunk-menu.js': output(900, ['chunk-angular.js']),
    'chunk-page.js': output(5_000, ['chunk-tiny.js', 'chunk-forms.js'], 'frontend/src/app/page.ts'),
    'chunk-tiny.js': output(300),
    'chunk-forms.js': output(60_000),
    'styles-AAAAAAAA.css': output(300),
  },
};

describe(groupsOf.name, () => {
  it('puts together what the first script needs, the portal itself, the account’s frame, and the crumbs', () => {
    expect(groupsOf(STATS).map(({ name, files }) => [name, [...files]])).toEqual([
      ['early', ['chunk-session.js']],
      ['first', ['chunk-start.js', 'chunk-angular.js', 'chunk-router.js']],
      ['account', ['chunk-account.js', 'chunk-menu.js']],
      ['shared', ['chunk-tiny.js']],
    ]);
  });

  it('refuses a build without the account', () => {
    const { 'chunk-account.js': _, ...outputs } = STATS.outputs;
    expect(() => groupsOf({ outputs })).toThrow('account.routes.ts');
  });
});
