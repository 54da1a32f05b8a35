import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { applyMigrations } from '../migrations.ts';
import { FORMER_RELEASE, goBackToFormerRelease } from './former-release.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

/** What the API's role may call, by name, arguments and answer. */
const FUNCTIONS = `
  SELECT p.oid::regprocedure || ' → ' || pg_get_function_result(p.oid) AS fact
  FROM pg_proc AS p
  WHERE p.pronamespace = 'public'::regnamespace AND has_function_privilege('bharatprint_api', p.oid, 'EXECUTE')`;
/** What it may do with which column, and of which type that is. */
const COLUMNS = `
  SELECT lower(privilege) || ' ' || relation.relname || '.' || attname || ' ' || format_type(atttypid, atttypmod) AS fact
  FROM pg_attribute JOIN pg_class AS relation ON relation.oid = attrelid,
    unnest(ARRAY['SELECT', 'INSERT', 'UPDATE']) AS privilege
  WHERE relation.relnamespace = 'public'::regnamespace AND relation.relkind IN ('r', 'p', 'v') AND attnum > 0
    AND NOT attisdropped AND has_column_privilege('bharatprint_api', relation.oid, attname, privilege)`;
/** Columns that an INSERT of before may leave out. */
const OPTIONAL = `
  SELECT relation.relname || '.' || attname AS fact
  FROM pg_attribute JOIN pg_class AS relation ON relation.oid = attrelid
  WHERE relation.relnamespace = 'public'::regnamespace AND relation.relkind IN ('r', 'p') AND attnum > 0
    AND NOT attisdropped AND attnotnull AND NOT atthasdef AND attidentity = ''`;

const COMMON = `$1, $2, NULL, true, false, $3`;
/** The sign-ins of every release so far. */
const SIGN_INS = {
  'six arguments': `SELECT outcome, phone_number, token_generation FROM sign_in(${COMMON})`,
  'eight arguments': `SELECT outcome, phone_number, token_generation FROM sign_in(${COMMON}, 'sess_1', now())`,
};

let database: TestDatabase;
let superuser: pg.Pool;
let api: pg.Pool;

const facts = async (query: string): Promise<string[]> =>
  (await superuser.query<{ fact: string }>(query)).rows.map(({ fact }) => fact).sort();

beforeAll(async () => {
  database = await startTestDatabase();
  superuser = openPool(database.superuserUrl);
  api = openPool(database.apiUrl);
});

afterAll(async () => {
  await api.end();
  await superuser.end();
  await database.stop();
});

describe('the former release', () => {
  it('is the one before the version in package.json: after a release both of its lines move on', () => {
    // Its last migration becomes NEWEST_MIGRATION of the release that went out; NEEDS_THIS_RELEASE begins empty.
    const manifest = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as unknown;
    expect(manifest).toMatchObject({ version: FORMER_RELEASE.isFollowedBy });
  });
});

describe('a build of the former release', () => {
  it('finds every function, column and grant it had, and no new column it would have to fill', async () => {
    const queries = [FUNCTIONS, COLUMNS];
    const [functions = [], columns = []] = await Promise.all(queries.map(facts));
    const required = await facts(OPTIONAL);
    await goBackToFormerRelease(database.ownerUrl);
    const [formerFunctions = [], formerColumns = []] = await Promise.all(queries.map(facts));
    const formerRequired = await facts(OPTIONAL);
    const formerTables = new Set(formerColumns.map((fact) => /^\w+ (\w+)\./.exec(fact)?.[1]));
    await applyMigrations(database.ownerUrl);

    expect(formerFunctions.length).toBeGreaterThan(10);
    expect(formerColumns.length).toBeGreaterThan(20);
    expect(formerFunctions.filter((fact) => !functions.includes(fact))).toEqual([]);
    expect(formerColumns.filter((fact) => !columns.includes(fact))).toEqual([]);
    const newlyRequired = required.filter(
      (fact) => formerTables.has(fact.split('.')[0]) && !formerRequired.includes(fact),
    );
    expect(newlyRequired).toEqual([]);
  });

  it.each(Object.entries(SIGN_INS))(
    'signs in by %s, as a newcomer and as an owner',
    async (name, statement) => {
      const n = Object.keys(SIGN_INS).indexOf(name);
      const parameters = [`user_former${n}`, `+91987650000${n}`, `BP-22222222${n + 2}`];
      const answer = { phone_number: parameters[1], token_generation: 0 };
      expect((await api.query(statement, parameters)).rows).toEqual([{ outcome: 'created', ...answer }]);
      expect((await api.query(statement, parameters)).rows).toEqual([{ outcome: 'returning', ...answer }]);
    },
  );

  it('recognises a caller', async () => {
    const { rows } = await superuser.query<{ id: string }>(
      `SELECT id FROM users WHERE clerk_user_id = 'user_former0'`,
    );
    const found = await api.query('SELECT id FROM caller($1, $2)', [rows[0]?.id, 0]);
    expect(found.rows).toEqual(rows);
  });
});
