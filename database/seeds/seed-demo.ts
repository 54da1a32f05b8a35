import pg from 'pg';
import { UsageError } from '../explain-failure.ts';
import { listMigrations } from '../migrations.ts';
import { OWNER_ROLE } from '../roles.ts';
import { auditRows } from './audit-rows.ts';
import { phoneHistoryRows } from './phone-history-rows.ts';
import { grantedUploads, grantRows, possibleReferrals, referralRow } from './referral-rows.ts';
import { userRows } from './user-rows.ts';
import { ACCOUNTS, ADMIN_NUMBER, identityOf, isNew, type Row, type World } from './world.ts';

/** What a run made, and how many of the demo's accounts it found and left alone. */
export interface SeedResult {
  shops: number;
  referrals: number;
  foundAccounts: number;
}

/** Any fixed number of our own: of two runs the second waits, then finds everything there. */
const SEED_LOCK = 7_216_010;

/** As one refers to the other, which is also the order in which sign_in() locks the first three. */
const TABLES = ['users', 'phone_history', 'audit_log', 'referrals', 'upload_grants'] as const;

/**
 * Makes the demo's accounts that are not there yet, with what belongs to them, or nothing at all.
 * @param ownerUrl the owner's role, or one that may act as it
 * @param adminRole the role of the demo's administrator
 * @throws UsageError when the schema is not the one of this build
 */
export async function seedDemo(ownerUrl: string, adminRole: World['adminRole']): Promise<SeedResult> {
  const pending = (await listMigrations(ownerUrl)).filter(({ isApplied }) => !isApplied);
  if (pending.length > 0) {
    throw new UsageError('The schema is not up to date: run `npm run db:migrate` first.');
  }
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  // A connection that breaks answers through the query at hand; without a listener it would end this program.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // Whatever ends the connection before COMMIT takes back the rows and the change of row-level security with them.
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    await client.query(`SET LOCAL lock_timeout = '60s'`);
    await client.query('SELECT pg_advisory_xact_lock($1)', [SEED_LOCK]);
    await client.query(`SET LOCAL ROLE ${OWNER_ROLE}`);
    await client.query(`SET LOCAL lock_timeout = '5s'`);
    await forceRowLevelSecurity(client, 'NO FORCE');
    const result = await makeWhatIsMissing(client, adminRole);
    await forceRowLevelSecurity(client, 'FORCE');
    await client.query('COMMIT');
    return result;
  } finally {
    await client.end();
  }
}

/**
 * Also locks the tables for everybody else until the end of the transaction: nobody can sign up between the look at
 * what is there and the writing, so sign_in()'s own locks are not needed beside it.
 */
async function forceRowLevelSecurity(client: pg.Client, force: 'FORCE' | 'NO FORCE'): Promise<void> {
  for (const table of TABLES) {
    await client.query(`ALTER TABLE public.${table} ${force} ROW LEVEL SECURITY`);
  }
}

async function makeWhatIsMissing(client: pg.Client, adminRole: World['adminRole']): Promise<SeedResult> {
  const world = await readWorld(client, adminRole);
  const referrals = possibleReferrals(world);
  const rows: Record<(typeof TABLES)[number], Row[]> = {
    users: userRows(world, grantedUploads(referrals)),
    phone_history: phoneHistoryRows(world),
    audit_log: auditRows(world, referrals),
    referrals: referrals.map((referral) => referralRow(world, referral)),
    upload_grants: referrals.flatMap((referral) => grantRows(world, referral)),
  };
  for (const table of TABLES) await insert(client, table, rows[table]);
  const shops = ACCOUNTS.filter(([n]) => n !== ADMIN_NUMBER && isNew(world, n));
  return { shops: shops.length, referrals: referrals.length, foundAccounts: world.existing.size };
}

async function readWorld(client: pg.Client, adminRole: World['adminRole']): Promise<World> {
  const clock = await client.query<{ now: Date; uploadMonth: string }>(
    `SELECT now(), public.upload_month()::text AS "uploadMonth"`,
  );
  const { now, uploadMonth } = clock.rows[0] as (typeof clock.rows)[number];
  return { now, uploadMonth, existing: await findExisting(client), adminRole };
}

/** A demo account counts as there when its row is, or when somebody else has its number or its code. */
async function findExisting(client: pg.Client): Promise<Map<number, string>> {
  const { rows } = await client.query<{ n: number; id: string }>(
    `SELECT DISTINCT ON (wanted.n) wanted.n, users.id
     FROM jsonb_to_recordset($1) AS wanted(n integer, id uuid, "phoneNumber" text, "referralCode" text)
     JOIN public.users ON users.id = wanted.id OR users.phone_number = wanted."phoneNumber"
       OR users.referral_code = wanted."referralCode"
     ORDER BY wanted.n, users.id = wanted.id DESC, (users.phone_number = wanted."phoneNumber") IS TRUE DESC`,
    [JSON.stringify(ACCOUNTS.map(([n]) => identityOf(n)))],
  );
  return new Map(rows.map(({ n, id }) => [n, id]));
}

/** All rows in one statement; a row that does not fit after all takes the whole run back. */
async function insert(client: pg.Client, table: string, rows: Row[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first).join(', ');
  await client.query(
    `INSERT INTO public.${table} (${columns})
     SELECT ${columns} FROM jsonb_populate_recordset(NULL::public.${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
