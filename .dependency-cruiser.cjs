/** Who may import whom: docs/architecture.md says it in words, this refuses the rest. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.(int-)?spec\\.ts$' },
  to: { path: '^(contracts|backend|frontend|database|local|e2e|bench)/', pathNot: [from, ...allowed] },
});
const backend = (feature, ...allowed) =>
  only(`backend-${feature}`, `^backend/src/${feature}/`, [
    '^contracts/src/',
    ...allowed.map((part) => `^backend/src/${part}(/|$)`),
  ]);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '(^|/)test-setup\\.ts$',
          '\\.(int-)?spec\\.ts$',
          '\\.e2e\\.ts$',
          '^backend/test/load-nest-first\\.ts$',
          '(^|/)main\\.ts$',
          // Run by a browser or as a program of their own, by name.
          '^local/.*\\.m?js$',
        ],
      },
      to: {},
    },
    only('contracts-import-nothing', '^contracts/src/', []),
    backend('config'),
    backend('common'),
    backend('clerk', 'config', 'common'),
    backend('database', 'config', 'common'),
    backend('audit', 'common', 'database'),
    backend('quota', 'common', 'database'),
    backend('users', 'common', 'database'),
    backend('health', 'common', 'config', 'database'),
    backend('referrals', 'common', 'config', 'database', 'users', 'quota', 'audit'),
    backend('metrics', 'common', 'config', 'database'),
    backend('tracing', 'common', 'database'),
    backend('auth', 'common', 'config', 'clerk', 'database', 'users', 'referrals', 'audit'),
    backend('webhooks', 'common', 'config', 'clerk', 'database', 'users', 'referrals', 'audit'),
    backend('erasure', 'common', 'config', 'clerk', 'database', 'users', 'audit'),
    backend('reconciliation', 'common', 'config', 'clerk', 'database', 'users'),
    backend('doctor', 'common', 'config', 'clerk', 'database'),
    // It previews the whole app, to write its document without a database.
    backend('docs', 'common', 'config', 'app.module.ts'),
    backend('admin', 'common', 'database', 'users', 'referrals', 'quota', 'audit'),
    {
      name: 'features-meet-at-services',
      comment: 'A feature reaches another through its service or module, never its entity, DTO or view',
      severity: 'error',
      from: { path: '^backend/src/([^/]+)/', pathNot: '\\.(int-)?spec\\.ts$' },
      to: {
        path: '^backend/src/(users|referrals|quota|audit|admin|webhooks|auth|erasure|reconciliation|doctor)/',
        pathNot: ['^backend/src/$1/', '\\.(service|module)\\.ts$'],
      },
    },
    only('frontend-shared-imports-nothing', '^frontend/src/app/shared/', []),
    only('frontend-core', '^frontend/src/app/core/', ['^contracts/src/', '^frontend/src/app/shared/']),
    {
      name: 'frontend-features-never-meet',
      severity: 'error',
      from: { path: '^frontend/src/app/features/([^/]+)/' },
      to: { path: '^frontend/src/app/features/', pathNot: '^frontend/src/app/features/$1/' },
    },
    only('frontend', '^frontend/', ['^contracts/src/']),
    only('migrations', '^database/migrations/', ['^database/row-level-security/']),
    {
      name: 'nothing-that-ships-imports-the-laptop',
      severity: 'error',
      from: {
        path: '^(contracts|backend/src|frontend|database)/',
        pathNot: ['^database/test/', '\\.(int-)?spec\\.ts$'],
      },
      to: { path: '^(local|e2e|bench|backend/test)/' },
    },
    {
      name: 'clerk-stays-behind-its-name',
      severity: 'error',
      from: { path: '^(backend|frontend)/', pathNot: 'clerk' },
      to: { path: '(^|node_modules/)(@clerk/|ngx-clerk)' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Of this folder alone: many a package keeps its code in a dist/, and an import that is excluded breaks no rule.
    exclude: { path: '^(dist|\\.cache|\\.local)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
