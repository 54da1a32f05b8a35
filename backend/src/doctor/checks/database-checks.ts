import pg from 'pg';
import { type Environment } from '../../config/env.js';
import { connectionOptions } from '../../database/connection-options.js';
import { DangerousRoleError, requireHarmlessRole } from '../../database/harmless-role.js';
import { NEWEST_MIGRATION } from '../../database/newest-migration.js';
import { failure, type Findings, ok, type Outcome, warning } from '../outcome.js';

const OLDEST_MAJOR = 15;

/** Whether the database is there, new enough, migrated, and kept from the API's role as far as it should be. */
export async function databaseChecks(environment: Environment): Promise<Findings> {
  const { Client: _client, ...options } = connectionOptions({ ...environment, isProduction: false });
  const client = new pg.Client({ ...options, application_name: 'bharatprint-doctor' });
  // A connection that breaks answers through the query at hand; without a listener it would end this program.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return {
      database: await version(client),
      'database role': await role(client),
      policies: await policies(client),
      migrations: await migrations(client),
    };
  } catch (error) {
    return { database: failure(unreachable(error)) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function version(client: pg.Client): Promise<Outcome> {
  const { rows } = await client.query<{ major: number }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS major`,
  );
  const major = rows[0]?.major ?? 0;
  return major >= OLDEST_MAJOR
    ? ok(`Postgres ${major} answers.`)
    : failure(`Postgres ${major} is too old: 15 or newer.`);
}

async function role(client: pg.Client): Promise<Outcome> {
  try {
    await requireHarmlessRole(client);
  } catch (error) {
    if (!(error instanceof DangerousRoleError)) throw error;
    return failure(error.message);
  }
  const { rows } = await client.query<{ rolname: string }>(
    `SELECT rolname FROM pg_roles WHERE rolname <> current_user AND pg_has_role(current_user, oid, 'MEMBER')`,
  );
  return rows.length === 0
    ? ok('Owns nothing, is bound by every policy, can become no other role.')
    : failure(`It can become ${rows.map(({ rolname }) => rolname).join(', ')}: REVOKE that role from it.`);
}

async function policies(client: pg.Client): Promise<Outcome> {
  const { rows } = await client.query<{ relname: string }>(
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY relname`,
  );
  return rows.length === 0
    ? ok('Row-level security is on and forced for every table.')
    : failure(
        `Not on and forced for ${rows.map(({ relname }) => relname).join(', ')}: make no tables here by hand.`,
      );
}

/** The list of migrations is the owner's; whoever applies them leaves the newest one's name as the table's comment. */
async function migrations(client: pg.Client): Promise<Outcome> {
  const { rows } = await client.query<{ table: string | null; comment: string | null }>(
    `SELECT to_regclass('public.migrations')::text AS table,
            obj_description(to_regclass('public.migrations'), 'pg_class') AS comment`,
  );
  if (!rows[0]?.table) return failure('There is no schema yet: npm run db:migrate.');
  const newest = /^newest: (\S+)$/.exec(rows[0].comment ?? '')?.[1];
  if (newest === undefined)
    return warning('It is not noted how new the schema is: npm run db:migrate notes it.');
  if (timeOf(newest) < timeOf(NEWEST_MIGRATION)) {
    return failure(
      `The schema ends with ${newest}, this build needs ${NEWEST_MIGRATION}: npm run db:migrate first.`,
    );
  }
  return ok(
    newest === NEWEST_MIGRATION ? 'All are applied.' : `All are applied, and newer ones up to ${newest}.`,
  );
}

function timeOf(migration: string): number {
  return Number(/\d+$/.exec(migration)?.[0] ?? 0);
}

/** Never the driver's own words, which may hold a name or an address. */
function unreachable(error: unknown): string {
  const { code = '' } = error as { code?: string };
  if (/^28/.test(code)) return 'Postgres refuses the user or the password of DATABASE_URL.';
  if (code === '3D000') return 'The database that DATABASE_URL names does not exist.';
  if (/^53/.test(code)) return 'Postgres takes no more connections, or its disk is full.';
  return `DATABASE_URL cannot be reached${code === '' ? '' : ` (${code})`}: check host and port, and that Postgres runs.`;
}
