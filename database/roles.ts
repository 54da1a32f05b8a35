import pg from 'pg';

export const OWNER_ROLE = 'bharatprint_owner';
export const API_ROLE = 'bharatprint_api';

/** Nobody can log in as these: each owns the functions of one job that must see more than one user's rows. */
export const FUNCTION_ROLES = [
  'bharatprint_sign_in',
  'bharatprint_lifecycle',
  'bharatprint_admin',
  'bharatprint_referrals',
  'bharatprint_quota',
] as const;

export interface RolePasswords {
  /** Null when another role migrates in the owner's place; then nobody can log in as the owner. */
  owner: string | null;
  api: string;
}

/** A role that must not have rights beyond its job has them; the message names the role. */
export class TooPowerfulRoleError extends Error {
  override readonly name = 'TooPowerfulRoleError';
}

/**
 * Makes the roles, gives them their passwords, and lets the owner build in the schema `public` of the database that
 * `adminUrl` names. May be run again at any time.
 * @param adminUrl a superuser, or (Supabase's `postgres`) a role that may create roles
 */
export async function createRoles(adminUrl: string, passwords: RolePasswords): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('BEGIN');
    // Two starts at once would both find the role missing.
    await client.query(`SELECT pg_advisory_xact_lock(${ROLES_LOCK})`);
    await createRole(client, OWNER_ROLE, passwords.owner);
    await createRole(client, API_ROLE, passwords.api);
    for (const role of FUNCTION_ROLES) await createRole(client, role, null);
    await limitApiRole(client);
    await grantMemberships(client);
    await openSchema(client);
    await client.query('COMMIT');
  });
}

/** Makes the database, owned by the owner's role and closed to everyone but our roles. Needs a superuser. */
export async function createDatabase(superuserUrl: string, name: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    const database = client.escapeIdentifier(name);
    // Whatever the server makes by default, shops write in every script of India.
    if (rowCount === 0)
      await client.query(
        `CREATE DATABASE ${database} OWNER ${OWNER_ROLE} ENCODING 'UTF8' TEMPLATE template0`,
      );
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${API_ROLE}`);
  });
  const inside = new URL(superuserUrl);
  inside.pathname = name;
  await withClient(inside.href, openSchema);
}

/** Any fixed number of our own; the roles belong to the whole server, so one lock per server is right. */
const ROLES_LOCK = 7_216_001;

async function createRole(client: pg.Client, name: string, password: string | null): Promise<void> {
  const login = password === null ? 'NOLOGIN' : `LOGIN PASSWORD ${client.escapeLiteral(password)}`;
  const { rows } = await client.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
    'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = $1',
    [name],
  );
  const [role] = rows;
  if (role === undefined) await client.query(`CREATE ROLE ${name} ${login}`);
  else if (role.rolsuper || role.rolbypassrls) {
    throw new TooPowerfulRoleError(
      `The role ${name} passes row-level security: take SUPERUSER and BYPASSRLS from it.`,
    );
  } else await client.query(`ALTER ROLE ${name} ${login}`);
}

/** No statement of the API may hold a connection for long, whatever the client asks for. */
async function limitApiRole(client: pg.Client): Promise<void> {
  await client.query(`ALTER ROLE ${API_ROLE} SET statement_timeout = '2s'`);
  // Sooner, so that a log tells a lock (55P03) from a slow statement (57014).
  await client.query(`ALTER ROLE ${API_ROLE} SET lock_timeout = '1500ms'`);
  await client.query(`ALTER ROLE ${API_ROLE} SET idle_in_transaction_session_timeout = '10s'`);
  // sign_in() looks again after waiting for a lock, which only this level allows.
  await client.query(`ALTER ROLE ${API_ROLE} SET default_transaction_isolation = 'read committed'`);
}

/** The owner hands functions to their roles; the admin of a managed server must be able to act as the owner. */
async function grantMemberships(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ has_options: boolean; is_superuser: boolean; me: string }>(
    `SELECT current_setting('server_version_num')::int >= 160000 AS has_options,
            rolsuper AS is_superuser, current_user AS me FROM pg_roles WHERE rolname = current_user`,
  );
  const { has_options, is_superuser, me } = rows[0] as (typeof rows)[number];
  // The owner may become such a role for a moment, but does not see with its eyes. Before version 16 that was said of a
  // role, not of a membership.
  const options = has_options ? 'WITH INHERIT FALSE, SET TRUE' : '';
  if (!has_options) await client.query(`ALTER ROLE ${OWNER_ROLE} NOINHERIT`);
  for (const role of FUNCTION_ROLES) await client.query(`GRANT ${role} TO ${OWNER_ROLE} ${options}`);
  if (!is_superuser) await client.query(`GRANT ${OWNER_ROLE} TO ${client.escapeIdentifier(me)} ${options}`);
}

/** Asks first: from the second time on, granting would go back to the one who granted, which Postgres refuses. */
async function openSchema(client: pg.Client): Promise<void> {
  for (const right of ['USAGE', 'CREATE']) {
    const { rows } = await client.query<{ isGranted: boolean }>(
      `SELECT has_schema_privilege($1, 'public', $2) AS "isGranted"`,
      [OWNER_ROLE, `${right} WITH GRANT OPTION`],
    );
    if (rows[0]?.isGranted) continue;
    await client.query(`GRANT ${right} ON SCHEMA public TO ${OWNER_ROLE} WITH GRANT OPTION`);
  }
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
