import type pg from 'pg';
import { applyMigrations, undoLastMigration } from '../migrations.ts';
import { createRoles } from '../roles.ts';
import { signIn, phoneNumber } from './accounts.ts';
import { openPool, startEmptyServer, type EmptyServer } from './postgres-for-tests.ts';

/** What a Supabase project starts with: an admin who is no superuser, and roles its HTTP interface serves. */
const SUPABASE = `
  CREATE ROLE admin LOGIN CREATEROLE CREATEDB PASSWORD 'admin';
  CREATE ROLE anon NOLOGIN;
  CREATE ROLE authenticated NOLOGIN;
  CREATE ROLE service_role NOLOGIN BYPASSRLS;
  GRANT anon, authenticated, service_role TO admin;
  ALTER DATABASE postgres OWNER TO admin;
  GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated, service_role;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON FUNCTIONS TO anon, authenticated, service_role;
  ALTER DEFAULT PRIVILEGES FOR ROLE admin IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated, service_role;
  ALTER DEFAULT PRIVILEGES FOR ROLE admin IN SCHEMA public GRANT ALL ON FUNCTIONS TO anon, authenticated, service_role;
`;

let server: EmptyServer;
let superuser: pg.Pool;
let adminUrl: string;

beforeAll(async () => {
  server = await startEmptyServer();
  superuser = openPool(server.superuserUrl);
  await superuser.query(SUPABASE);
  adminUrl = as('admin', 'admin');
  await createRoles(adminUrl, { owner: null, api: 'api' });
  await createRoles(adminUrl, { owner: null, api: 'api' });
  await applyMigrations(adminUrl);
});

afterAll(async () => {
  await superuser.end();
  await server.stop();
});

function as(role: string, password: string): string {
  const url = new URL(server.superuserUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

describe('on a server managed like Supabase', () => {
  it('the API signs people in', async () => {
    const api = openPool(as('bharatprint_api', 'api'));
    const answer = await signIn(api, {
      clerkUserId: 'user_asha',
      phoneNumber: phoneNumber(1),
      isAdmin: true,
    });
    const { rowCount } = await api.query('SELECT * FROM caller($1, 0)', [answer.id]);
    await api.end();
    expect(answer).toMatchObject({ outcome: 'created', role: 'admin' });
    expect(rowCount).toBe(1);
  });

  it.each(['anon', 'authenticated', 'service_role'])(
    '%s has no right on any table, column or function',
    async (role) => {
      const { rows } = await superuser.query(
        `SELECT relname FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS needed
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
         AND has_table_privilege($1, pg_class.oid, needed)
       UNION ALL
       SELECT relname FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE']) AS needed
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
         AND has_any_column_privilege($1, pg_class.oid, needed)
       UNION ALL
       SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'
         AND has_sequence_privilege($1, format('public.%I', sequencename), 'USAGE')
       UNION ALL
       SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
         AND has_function_privilege($1, oid, 'EXECUTE')`,
        [role],
      );
      expect(rows).toEqual([]);
    },
  );

  it('the admin can take the migrations back', async () => {
    while ((await undoLastMigration(adminUrl)) !== null);
    const { rows } = await superuser.query(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    );
    expect(rows).toEqual([{ relname: 'migrations' }]);
    await applyMigrations(adminUrl);
  });
});
