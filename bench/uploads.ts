/**
 * What counting an upload costs, against reading the caller, which every request does anyway; both as the API's role over
 * loopback: `node local/with-deps.mjs node bench/uploads.ts [rounds]`. Figures of one run, as ratios: machines are noisy.
 */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { insertUser } from '../database/test/accounts.ts';
import { openPool, startTestDatabase } from '../database/test/postgres-for-tests.ts';

const WARM_UP = 300;
/** Connections the API counts uploads on, for one shop in a hurry. */
const AT_ONCE = 2;

type Work = (client: pg.PoolClient) => Promise<unknown>;

/** Taken in turns, so that a busy second of the machine falls on all of them. */
async function timesOf(
  client: pg.PoolClient,
  works: Record<string, Work>,
): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = -WARM_UP; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      const begun = performance.now();
      await work(client);
      if (round >= 0) times[name]?.push(performance.now() - begun);
    }
  }
  return times;
}

function percentile(times: number[] = [], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0;
}

function named(name: string, text: string, values: () => unknown[]): Work {
  return (client) => client.query({ name, text, values: values() });
}

const rounds = Number(process.argv[2] ?? 3_000);
const database = await startTestDatabase();
const superuser = openPool(database.superuserUrl);
const api = openPool(database.apiUrl, { max: AT_ONCE });
try {
  const shop = () => insertUser(superuser, { monthly_upload_limit: 100_000_000 });
  const [asha, ravi] = [await shop(), await shop()];
  const full = await insertUser(superuser, { monthly_upload_limit: 0 });
  const repeated = randomUUID();
  const consume = (id: string, upload: () => string): Work =>
    named('consume', 'SELECT * FROM consume_upload($1, $2)', () => [id, upload()]);

  const client = await api.connect();
  await consume(asha.id, () => repeated)(client);
  const times = await timesOf(client, {
    'caller()': named('caller', 'SELECT * FROM caller($1, 0)', () => [ravi.id]),
    'upload_quota()': named('quota', 'SELECT * FROM upload_quota($1)', () => [ravi.id]),
    'consume, counted': consume(asha.id, randomUUID),
    'consume, repeated': consume(asha.id, () => repeated),
    'consume, exceeded': consume(full.id, randomUUID),
  });
  client.release();
  const floor = percentile(times['caller()'], 0.5);
  for (const [name, taken] of Object.entries(times)) {
    const [p50, p95] = [percentile(taken, 0.5), percentile(taken, 0.95)];
    console.log(
      `${name.padEnd(20)} p50 ${p50.toFixed(3)} ms  p95 ${p95.toFixed(3)} ms  ${(p50 / floor).toFixed(2)} × caller()`,
    );
  }

  const begun = performance.now();
  await Promise.all(
    Array.from({ length: rounds }, () =>
      api.query('SELECT * FROM consume_upload($1, $2)', [ravi.id, randomUUID()]),
    ),
  );
  const perSecond = Math.round(rounds / ((performance.now() - begun) / 1000));
  console.log(`one shop, ${AT_ONCE} connections: ${perSecond} uploads/s`);
} finally {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
}
