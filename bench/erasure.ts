/**
 * How fast the erasure job gets through accounts that are due, by one replica and by four at once, on a real Postgres
 * over loopback, as the API's role: `node local/with-deps.mjs node bench/erasure.ts [accounts]`.
 */
import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { openPool, startTestDatabase } from '../database/test/postgres-for-tests.ts';

/** As the job asks for them. */
const BATCH = 200;
const REPLICAS = [1, 4];

const DUE = `
  WITH made AS (
    INSERT INTO users (phone_number, clerk_user_id, owner_name, shop_name, city, state, pincode, phone_verified,
                       referral_code, last_login, erase_after)
    SELECT '+919' || lpad(n::text, 9, '0'), 'user_' || n, 'Owner ' || n, 'Shop ' || n, 'Pune', 'Maharashtra', '411001', true,
      'BP-' || translate(lpad(n::text, 9, '0'), '01', 'AB'), now(), now() - n * interval '1 second'
    FROM generate_series(1, $1::int) AS n
    RETURNING id
  )
  INSERT INTO phone_history (user_id, phone_number, reason)
  SELECT id, '+918' || lpad((row_number() OVER ())::text, 9, '0'), 'changed' FROM made`;

async function replica(api: pg.Pool, batches: number[]): Promise<void> {
  for (;;) {
    const begun = performance.now();
    const { rows } = await api.query<{ erased: number }>('SELECT erase_due_users($1) AS erased', [BATCH]);
    batches.push(performance.now() - begun);
    if ((rows[0]?.erased ?? 0) < BATCH) return;
  }
}

function percentile(values: number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
}

const accounts = Number(process.argv[2] ?? 20_000);
const database = await startTestDatabase();
const superuser = openPool(database.superuserUrl);
const api = openPool(database.apiUrl, { max: 8 });
try {
  for (const replicas of REPLICAS) {
    await superuser.query('TRUNCATE users, deleted_clerk_users CASCADE');
    await superuser.query(DUE, [accounts]);
    await superuser.query('VACUUM ANALYZE');
    const batches: number[] = [];
    const begun = performance.now();
    await Promise.all(Array.from({ length: replicas }, () => replica(api, batches)));
    const seconds = (performance.now() - begun) / 1000;
    const left = (await superuser.query('SELECT FROM users WHERE erased_at IS NULL')).rowCount ?? 0;
    console.log(
      `${replicas} replica(s): ${accounts - left} of ${accounts} accounts in ${seconds.toFixed(1)} s, ` +
        `${Math.round(accounts / seconds)}/s; a batch of ${BATCH}: p50 ${percentile(batches, 0.5)} ms, p95 ${percentile(batches, 0.95)} ms`,
    );
  }
} finally {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
}
