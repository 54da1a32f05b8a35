/**
 * How long an admin waits for a search among a million shops, through the database's own function, as the API's role:
 * `node local/with-deps.mjs node bench/admin-search.ts [accounts]`. Prints the plan of the inner query and the times.
 */
import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { openPool, startTestDatabase } from '../database/test/postgres-for-tests.ts';

const RUNS = 50;

const SHOPS = `
  INSERT INTO users (phone_number, clerk_user_id, owner_name, shop_name, city, state, pincode, phone_verified,
                     referral_code, subscription_status, last_login, created_at, blocked_at)
  SELECT '+91' || (6000000000 + n * 3797 % 3999999999), 'user_' || n,
    (ARRAY['Asha', 'Ravi', 'Meena', 'Imran', 'Joseph', 'Gurpreet', 'Lakshmi', 'Debashish'])[1 + n % 8] || ' ' || n % 977,
    (ARRAY['Sharma', 'Asha', 'Royal', 'Sai', 'New', 'Krishna', 'City', 'Lucky', 'आशा', 'Bharat', 'Meena', 'Zenith'])[1 + n % 12]
      || ' ' || (ARRAY['Prints', 'Xerox', 'Digital', 'Offset', 'Printers', 'Copy', 'प्रिंटिंग'])[1 + n % 7]
      || ' ' || 'K' || to_hex(n % 50021),
    (ARRAY['Pune', 'Mumbai', 'Jaipur', 'Chennai', 'Kolkata', 'Delhi', 'Lucknow', 'Patna', 'Kochi', 'Indore', 'पुणे'])[1 + n % 11],
    'Maharashtra', '411001', true, 'BP-' || translate(lpad(n::text, 9, '0'), '01', 'AB'),
    CASE n % 10 WHEN 0 THEN 'premium' ELSE 'free' END, now() - n % 120 * interval '1 day',
    now() - n * interval '31 seconds', CASE n % 5000 WHEN 0 THEN now() END
  FROM generate_series(1, $1::bigint) AS n`;

/** Arguments of admin_find_users(): search, status, plan, and the place of a deep page. */
const SEARCHES: [string, (string | null)[]][] = [
  ['no search, first page', [null, null, null]],
  ['no search, page 20,000', [null, null, null, 'deep']],
  ['last 4 digits', ['4821', null, null]],
  ['whole number', ['whole', null, null]],
  ['a rare word (shop)', ['kc0de', null, null]],
  ['a common word (shop)', ['sharma', null, null]],
  ['two common words (shop, city)', ['sharma pune', null, null]],
  ['a common and a rare word', ['royal kbeef', null, null]],
  ['one letter', ['z', null, null]],
  ['Hindi word', ['आशा', null, null]],
  ['no such word', ['qqqq', null, null]],
  ['city, premium', ['kochi', null, 'premium']],
  ['blocked (1 in 5,000)', [null, 'blocked', null]],
  ['blocked, common word', ['sharma', 'blocked', null]],
  ['active, premium', [null, 'active', 'premium']],
];

async function timed(client: pg.PoolClient, statement: string, values: unknown[]): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begun = performance.now();
    await client.query(statement, values);
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b);
}

function inMs(times: number[], share: number): string {
  return `${(times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1)} ms`;
}

/** What the function's inner query did, from Postgres's own record of plans. */
async function planOf(superuser: pg.PoolClient, values: unknown[]): Promise<string> {
  const notices: string[] = [];
  const listen = ({ message }: { message?: string | undefined }): void => void notices.push(message ?? '');
  superuser.on('notice', listen);
  await superuser.query('SELECT * FROM admin_find_users($1, $2, $3, $4, $5, 26)', values);
  superuser.off('notice', listen);
  const plan = notices.find((text) => text.includes('ORDER BY created_at DESC')) ?? '';
  const scans = plan.match(/(?:Index|Bitmap|Seq)[^\n(]*(?:Scan|Search)[^\n(]*/g) ?? [];
  return scans.map((scan) => scan.trim()).join(' ← ');
}

const accounts = Number(process.argv[2] ?? 1_000_000);
const database = await startTestDatabase();
const superuserPool = openPool(database.superuserUrl);
const api = openPool(database.apiUrl);
const superuser = await superuserPool.connect();
const client = await api.connect();
try {
  await superuser.query(`SET maintenance_work_mem = '512MB'`);
  const begun = performance.now();
  await superuser.query(SHOPS, [accounts]);
  await superuser.query('VACUUM ANALYZE users');
  console.log(`${accounts} accounts made in ${((performance.now() - begun) / 1000).toFixed(0)} s`);

  const { rows } = await superuser.query<{ id: string; phone: string; at: string; deep: string }>(
    `WITH admin AS (UPDATE users SET role = 'admin' WHERE clerk_user_id = 'user_1' RETURNING id),
       deep AS (SELECT id, created_at FROM users WHERE clerk_user_id = 'user_' || least(500000, $1::bigint - 100))
     SELECT admin.id, (SELECT right(phone_number, 10) FROM users WHERE clerk_user_id = 'user_777') AS phone,
       deep.created_at::text AS at, deep.id AS deep FROM admin, deep`,
    [accounts],
  );
  const [known] = rows;
  if (!known) throw new Error('no accounts');
  for (const connection of [client, superuser]) {
    await connection.query(`SELECT set_config('app.user_id', $1, false)`, [known.id]);
  }
  await superuser.query(`LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0;
    SET auto_explain.log_nested_statements = on; SET auto_explain.log_level = 'notice'`);

  for (const [name, [search = null, status = null, plan = null, deep]] of SEARCHES) {
    const values = [
      search === 'whole' ? known.phone : search,
      status,
      plan,
      deep ? known.at : null,
      deep ? known.deep : null,
    ];
    const times = await timed(client, 'SELECT * FROM admin_find_users($1, $2, $3, $4, $5, 26)', values);
    console.log(
      `${name.padEnd(32)} p50 ${inMs(times, 0.5).padStart(9)}  p95 ${inMs(times, 0.95).padStart(9)}  ${await planOf(superuser, values)}`,
    );
  }
  const stats = await timed(client, 'SELECT admin_stats()', []);
  console.log(
    `${'statistics'.padEnd(32)} p50 ${inMs(stats, 0.5).padStart(9)}  p95 ${inMs(stats, 0.95).padStart(9)}`,
  );
} finally {
  client.release();
  superuser.release();
  await Promise.all([api.end(), superuserPool.end()]);
  await database.stop();
}
