/**
 * What a shop weighs in the database: fills each table and tells bytes a row, with its indexes and free space as a load by
 * single inserts leaves them: `node local/with-deps.mjs node bench/row-sizes.ts [rows]`.
 */
import { openPool, startTestDatabase } from '../database/test/postgres-for-tests.ts';

/** In the order of their foreign keys; $1 is how many rows. */
const FILLS: [table: string, statement: string][] = [
  [
    'users',
    `INSERT INTO users (phone_number, clerk_user_id, owner_name, shop_name, city, state, pincode, phone_verified,
       referral_code, last_login, created_at)
     SELECT '+91' || (6000000000 + n * 3797 % 3999999999), 'user_' || substr(md5(n::text), 1, 27),
       'Asha Kulkarni', 'Royal Digital Prints ' || n % 5003, 'Pune', 'Maharashtra', '411001', true,
       'BP-' || translate(lpad(n::text, 9, '0'), '01', 'AB'), now(), now() - n * interval '31 seconds'
     FROM generate_series(1, $1::bigint) AS n`,
  ],
  [
    'referrals',
    `INSERT INTO referrals (referrer_id, referee_id, status, activated_at, rewarded_at)
     SELECT lag(id) OVER (ORDER BY id), id, 'rewarded', now(), now() FROM users ORDER BY id OFFSET 1 LIMIT $1`,
  ],
  [
    'upload_grants',
    `INSERT INTO upload_grants (user_id, referral_id, side, uploads)
     SELECT referee_id, id, 'referee', 5 FROM referrals LIMIT $1`,
  ],
  [
    'counted_uploads',
    `INSERT INTO counted_uploads (user_id, id, month)
     SELECT id, gen_random_uuid(), date_trunc('month', now())::date FROM users LIMIT $1`,
  ],
  [
    'audit_log',
    `INSERT INTO audit_log (actor_id, subject_id, action, details)
     SELECT id, id, 'user.plan_changed', '{"from": "free", "to": "premium"}' FROM users LIMIT $1`,
  ],
  [
    'webhook_deliveries',
    `INSERT INTO webhook_deliveries (svix_id, type)
     SELECT 'msg_' || substr(md5(n::text), 1, 27), 'user.updated' FROM generate_series(1, $1::bigint) AS n`,
  ],
];

const rows = Number(process.argv[2] ?? 200_000);
const database = await startTestDatabase();
const pool = openPool(database.superuserUrl, { max: 1 });
console.log('| table | bytes a row | of these indexes |\n| --- | ---: | ---: |');
for (const [table, statement] of FILLS) {
  await pool.query(statement, [rows]);
  await pool.query(`VACUUM ANALYZE ${table}`);
  const { rows: sizes } = await pool.query<{ total: string; indexes: string; count: string }>(
    `SELECT pg_total_relation_size($1) AS total, pg_indexes_size($1) AS indexes, (SELECT count(*) FROM ${table}) AS count`,
    [table],
  );
  const [{ total, indexes, count } = { total: '0', indexes: '0', count: '1' }] = sizes;
  const each = (bytes: string): number => Math.round(Number(bytes) / Number(count));
  console.log(`| \`${table}\` | ${each(total)} | ${each(indexes)} |`);
}
await pool.end();
await database.stop();
