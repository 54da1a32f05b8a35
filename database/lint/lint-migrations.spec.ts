import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type QueryRunner } from 'typeorm';
import { NEWEST_MIGRATION } from '../../backend/src/database/newest-migration.js';
import { migrationDataSource } from '../data-source.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { lintMigrations } from './lint-migrations.ts';
import { listedMigrations } from './listed-migrations.ts';
import { type ReviewedMigration } from './read-migration.ts';

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

/** A migration that sends these texts, one call each. */
function aMigration(sent: string | string[], marks: Partial<ReviewedMigration> = {}): ReviewedMigration {
  const calls = typeof sent === 'string' ? [sent] : sent;
  return {
    name: 'OfATest',
    async up(runner: QueryRunner) {
      for (const sql of calls) await runner.query(sql);
    },
    down: () => Promise.resolve(),
    ...marks,
  };
}

async function complaints(migration: ReviewedMigration): Promise<string[]> {
  return (await lintMigrations([migration])).map(({ rule, object }) => `${rule} ${object}`);
}

const CLOSE = 'ALTER TABLE public.t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;';
const AS_ANOTHER = 'SET LOCAL ROLE bharatprint_sign_in;';
const F = 'CREATE FUNCTION public.f(p_a text) RETURNS int LANGUAGE sql';

describe(lintMigrations.name, () => {
  it.each([
    ['CREATE INDEX users_city_idx ON public.users (city)', 'index-blocks-writes users_city_idx'],
    ['DROP INDEX public.users_city_idx', 'index-blocks-writes users_city_idx'],
    ['REINDEX TABLE public.users', 'index-blocks-writes users'],
    ['ALTER TABLE public.users ADD CONSTRAINT u UNIQUE (city)', 'index-blocks-writes users.u'],
    ['ALTER TABLE public.users ADD COLUMN gst text UNIQUE', 'index-blocks-writes users.gst'],
    ['ALTER TABLE public.users ADD COLUMN gst text NOT NULL', 'column-not-null users.gst'],
    ['ALTER TABLE public.users ADD COLUMN key uuid DEFAULT public.new_id()', 'rewrites-table users.key'],
    ['ALTER TABLE users ADD COLUMN n int GENERATED ALWAYS AS (1) STORED', 'rewrites-table users.n'],
    ['ALTER TABLE users ADD COLUMN n bigserial', 'rewrites-table users.n'],
    ['ALTER TABLE users ALTER COLUMN city TYPE varchar(80)', 'rewrites-table users.city'],
    ['ALTER TABLE users SET UNLOGGED', 'rewrites-table users'],
    ['VACUUM FULL users', 'rewrites-table VacuumStmt'],
    ['ALTER TABLE users ADD COLUMN n int CHECK (n > 0)', 'constraint-scans-table users.n'],
    ['ALTER TABLE users ADD CONSTRAINT c CHECK (true)', 'constraint-scans-table users.c'],
    [
      'ALTER TABLE users ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES users (id)',
      'constraint-scans-table users.c',
    ],
    [
      'ALTER TABLE users ADD CONSTRAINT c CHECK (true) NOT VALID, VALIDATE CONSTRAINT c',
      'constraint-scans-table users.c',
    ],
    ['ALTER TABLE users ALTER COLUMN city SET NOT NULL', 'constraint-scans-table users.city'],
    ['DROP TABLE public.users', 'contract users'],
    ['ALTER TABLE users DROP COLUMN city', 'contract users.city'],
    ['ALTER TABLE users ALTER COLUMN language DROP DEFAULT', 'contract users.language'],
    ['ALTER TABLE users RENAME COLUMN city TO town', 'contract users.city'],
    ['ALTER TABLE users RENAME TO shops', 'contract users'],
    ['ALTER TABLE users SET SCHEMA hidden', 'contract users'],
    ['TRUNCATE users', 'contract TRUNCATE'],
    ['DROP FUNCTION public.f(text)', 'contract f(text)'],
    ['ALTER FUNCTION public.f(text) RENAME TO g', 'contract f(text)'],
    ['DROP POLICY users_owner_select ON public.users', 'contract users.users_owner_select'],
    ['REVOKE SELECT ON public.users FROM bharatprint_api', 'contract bharatprint_api on users'],
    ['CREATE TABLE public.t (id uuid)', 'table-open t'],
    ['CREATE TABLE public.t (id uuid); ALTER TABLE t ENABLE ROW LEVEL SECURITY', 'table-open t'],
    ['CREATE TABLE public.t AS SELECT 1', 'table-open t'],
    ['ALTER TABLE users NO FORCE ROW LEVEL SECURITY', 'table-open users'],
    ['GRANT SELECT ON users TO PUBLIC', 'open-to-everybody users'],
    ['GRANT SELECT ON users TO anon', 'open-to-everybody users'],
    [`${F} SECURITY DEFINER AS 'SELECT 1'`, 'function-search-path f'],
    [`${F} SECURITY DEFINER SET search_path = public AS 'SELECT 1'`, 'function-search-path f'],
    [`${AS_ANOTHER} ${F} AS 'SELECT 1'`, 'function-for-everybody f'],
    [`UPDATE users SET city = 'Pune'`, 'changes-rows users'],
    ['DELETE FROM users', 'changes-rows users'],
    ['LOCK TABLE users', 'locks-table LOCK'],
    ['COMMIT', 'ends-transaction TRANS_STMT_COMMIT'],
    ['SET ROLE bharatprint_sign_in', 'setting-stays role'],
    [`SET LOCAL lock_timeout = '1h'`, 'timeouts-are-set lock_timeout'],
    ['DO $$ BEGIN ALTER TABLE users DROP COLUMN city; END $$', 'hidden-in-block DO'],
    ['ALTER TABEL users', 'unreadable up'],
  ])('refuses %s', async (sql, complaint) => {
    expect(await complaints(aMigration(sql))).toContain(complaint);
  });

  it.each([
    'ALTER TABLE public.users ADD COLUMN gst text',
    `ALTER TABLE public.users ADD COLUMN plan text NOT NULL DEFAULT 'free'`,
    'ALTER TABLE public.users ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now()',
    'ALTER TABLE users ADD CONSTRAINT c CHECK (true) NOT VALID',
    'ALTER TABLE users VALIDATE CONSTRAINT c',
    'ALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX users_city_idx',
    'ALTER TABLE users DROP CONSTRAINT c, ALTER COLUMN city DROP NOT NULL',
    `CREATE TABLE public.t (id uuid PRIMARY KEY REFERENCES users, n int CHECK (n > 0)); ${CLOSE}
     CREATE INDEX t_n_idx ON public.t (n); ALTER TABLE t ADD CONSTRAINT c CHECK (true); UPDATE t SET n = 1`,
    `${F} SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS 'SELECT 1'`,
    `${AS_ANOTHER} ${F} AS 'SELECT 1'; REVOKE EXECUTE ON FUNCTION public.f FROM PUBLIC`,
    `DROP FUNCTION public.f(text); ${F} AS 'SELECT 2'`,
    `DROP POLICY p ON public.users; CREATE POLICY p ON public.users USING (true)`,
    `DO $$ BEGIN EXECUTE 'REVOKE ALL ON public.users FROM anon'; END $$`,
  ])('lets pass %s', async (sql) => {
    expect(await complaints(aMigration(sql))).toEqual([]);
  });

  it('lets something be taken away where the migration says why', async () => {
    const drop = 'ALTER TABLE users DROP COLUMN city';
    expect(await complaints(aMigration(drop, { contracts: 'unused since 1.2' }))).toEqual([]);
    expect(await complaints(aMigration(drop, { contracts: ' ' }))).toEqual(['contract OfATest']);
    expect(await complaints(aMigration('SELECT 1', { contracts: 'unused' }))).toEqual(['contract OfATest']);
  });

  it('wants a concurrent index alone, outside a transaction, and safe to try again', async () => {
    const drop = 'DROP INDEX CONCURRENTLY IF EXISTS public.users_city_idx';
    const create = 'CREATE INDEX CONCURRENTLY users_city_idx ON public.users (city)';
    const apart = { transaction: false };
    expect(await complaints(aMigration([drop, create], apart))).toEqual([]);
    expect(await complaints(aMigration([create], apart))).toEqual([
      'concurrently-leaves-rest users_city_idx',
    ]);
    const together = 'concurrently-in-transaction users_city_idx';
    expect(await complaints(aMigration([drop, create]))).toEqual([together, together]);
    expect(await complaints(aMigration(`${drop}; ${create}`, apart))).toEqual([together, together]);
  });

  it('wants SQL and nothing but SQL', async () => {
    const migration = aMigration([], { up: (runner) => runner.dropTable('users') });
    expect(await complaints(migration)).toEqual(['unreadable up']);
  });

  it('leaves out what is excepted, and complains of an exception that nothing needs', async () => {
    const exception = { migration: 'OfATest', rule: 'contract', object: 'users', reason: 'a test' };
    const drop = aMigration('DROP TABLE users');
    expect(await lintMigrations([drop], [exception])).toEqual([]);
    const findings = await lintMigrations([drop], [exception, { ...exception, object: 'shops' }]);
    expect(findings).toMatchObject([{ rule: 'unused-exception', object: 'shops' }]);
  });
});

describe('the migrations', () => {
  const listed = listedMigrations(migrationDataSource('postgresql://nowhere'));

  it('block, break and expose nothing that runs while they are applied', async () => {
    expect(await lintMigrations(listed, EXCEPTIONS)).toEqual([]);
  });

  it('end with the one that the API asks for', () => {
    expect(listed.at(-1)?.constructor.name).toBe(NEWEST_MIGRATION);
  });

  it('are all listed in the data source, each under the time of its file', () => {
    const times = globSync('*.ts', { cwd: MIGRATIONS }).map((file) => /^\d+/.exec(file)?.[0]);
    expect(listed.map(({ constructor }) => /\d+$/.exec(constructor.name)?.[0])).toEqual(times.toSorted());
  });
});
