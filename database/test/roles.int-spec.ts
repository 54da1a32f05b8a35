import type pg from 'pg';
import { createRoles, FUNCTION_ROLES, TooPowerfulRoleError } from '../roles.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

let database: TestDatabase;
let api: pg.Pool;
let superuser: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  api = openPool(database.apiUrl);
  superuser = openPool(database.superuserUrl);
});

afterAll(async () => {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
});

describe('the roles', () => {
  it.each([
    { role: 'bharatprint_owner', canLogin: true },
    { role: 'bharatprint_api', canLogin: true },
    { role: 'bharatprint_sign_in', canLogin: false },
    { role: 'bharatprint_lifecycle', canLogin: false },
    { role: 'bharatprint_admin', canLogin: false },
    { role: 'bharatprint_referrals', canLogin: false },
    { role: 'bharatprint_quota', canLogin: false },
  ])('$role has no right over the server', async ({ role, canLogin }) => {
    const { rows } = await superuser.query(
      `SELECT rolcanlogin, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS powerful
       FROM pg_roles WHERE rolname = $1`,
      [role],
    );
    expect(rows).toEqual([{ rolcanlogin: canLogin, powerful: false }]);
  });

  it('keep everything out of the API’s ownership', async () => {
    const { rows } = await superuser.query(
      `SELECT objid::regclass FROM pg_shdepend WHERE deptype = 'o' AND refobjid = 'bharatprint_api'::regrole`,
    );
    expect(rows).toEqual([]);
  });

  it.each([
    'bharatprint_owner',
    'bharatprint_sign_in',
    'bharatprint_lifecycle',
    'bharatprint_admin',
    'bharatprint_referrals',
    'bharatprint_quota',
    'postgres',
  ])('let the API not become %s', async (role) => {
    await expect(api.query(`SET ROLE ${role}`)).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    'CREATE TABLE mine (id int)',
    'CREATE TEMP TABLE mine (id int)',
    'CREATE SCHEMA mine',
    'CREATE FUNCTION mine() RETURNS int LANGUAGE sql RETURN 1',
    'ALTER TABLE users DISABLE ROW LEVEL SECURITY',
    'DROP POLICY users_owner_select ON users',
    `ALTER ROLE bharatprint_api BYPASSRLS`,
    `COPY users TO PROGRAM 'cat'`,
    `SELECT pg_read_file('PG_VERSION')`,
    `SELECT sign_in_again('user_a', '+919876543210', null, 'sess_a')`,
    `SELECT grant_admin('00000000-0000-0000-0000-000000000000')`,
    `SELECT settle_sign_in('user_a', '+919876543210', null, true, 'BP-23456789A', 'sess_a', now())`,
    `SELECT end_clerk_sessions('{sess_a}')`,
    `SELECT phone_digest('+919876543210')`,
    `SELECT referrer_of_code('BP-23456789A')`,
    `SELECT join_by_invitation('00000000-0000-0000-0000-000000000000', 'BP-23456789A')`,
    `SELECT settle_referral('00000000-0000-0000-0000-000000000000')`,
    `SELECT lock_referral_parties('00000000-0000-0000-0000-000000000000', null)`,
    `CREATE OR REPLACE FUNCTION present() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'`,
  ])('refuse the API: %s', async (statement) => {
    await expect(api.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('give the API its time limits wherever it connects from', async () => {
    const { rows } = await api.query(
      `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
              current_setting('idle_in_transaction_session_timeout') AS idle`,
    );
    expect(rows).toEqual([{ statement: '2s', lock: '1500ms', idle: '10s' }]);
  });

  it('let PUBLIC run no function of ours, and pin the search path of those that are trusted', async () => {
    const { rows } = await superuser.query(
      `SELECT proname FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace AND (
         has_function_privilege('public', oid, 'EXECUTE')
         OR (prosecdef AND NOT EXISTS (
           SELECT FROM unnest(proconfig) AS setting WHERE setting LIKE 'search_path=%pg_temp')))`,
    );
    expect(rows).toEqual([]);
  });

  it('let whoever writes rows of users compute their index entries', async () => {
    const { rows } = await superuser.query(
      `SELECT rolname FROM pg_roles
       WHERE rolname LIKE 'bharatprint\\_%' AND has_any_column_privilege(oid, 'users', 'INSERT, UPDATE')
         AND NOT (has_function_privilege(oid, 'shop_words(text, text)', 'EXECUTE')
                  AND has_function_privilege(oid, 'words_of(text)', 'EXECUTE'))`,
    );
    expect(rows).toEqual([]);
  });

  it.each(FUNCTION_ROLES)('leave %s no right to create', async (role) => {
    const { rows } = await superuser.query(
      `SELECT has_schema_privilege($1, 'public', 'CREATE') AS can_create`,
      [role],
    );
    expect(rows).toEqual([{ can_create: false }]);
  });
});

describe(createRoles.name, () => {
  it('changes the passwords when run again', async () => {
    await createRoles(database.superuserUrl, { owner: null, api: `it's "new" \\ अ` });
    const url = new URL(database.apiUrl);
    url.password = encodeURIComponent(`it's "new" \\ अ`);
    const renewed = openPool(url.href);
    await expect(renewed.query('SELECT 1')).resolves.toBeDefined();
    await renewed.end();
    const owner = openPool(database.ownerUrl);
    await expect(owner.query('SELECT 1')).rejects.toMatchObject({ code: '28000' });
    await owner.end();
  });

  it('refuses a role that passes row-level security', async () => {
    await superuser.query('ALTER ROLE bharatprint_api BYPASSRLS');
    const again = createRoles(database.superuserUrl, { owner: null, api: 'any' });
    await expect(again).rejects.toThrow(TooPowerfulRoleError);
  });
});
