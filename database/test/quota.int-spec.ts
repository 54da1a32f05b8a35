import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { insertUser, readUser, type UserRow } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';
import { consume, giveBack, moveClock, quotaOf } from './uploads.ts';
import { untilLocked } from './until-locked.ts';

let database: TestDatabase;
let api: pg.Pool;
let superuser: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  api = openPool(database.apiUrl, { max: 20 });
  superuser = openPool(database.superuserUrl);
});

afterAll(async () => {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
});

beforeEach(() => superuser.query('TRUNCATE users CASCADE'));
afterEach(() => moveClock(superuser, 'now()'));

const aShop = (columns: Record<string, unknown> = {}): Promise<UserRow> => insertUser(superuser, columns);
const many = <Result>(count: number, work: (n: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));
const countersOf = async (id: string): Promise<unknown> => {
  const row = await readUser(superuser, id);
  const [counted] = (
    await superuser.query<{ rows: number }>(
      'SELECT count(*)::int AS rows FROM counted_uploads WHERE user_id = $1',
      [id],
    )
  ).rows;
  return [row['uploads_used_this_month'], row['documents_uploaded'], counted?.rows];
};

describe('consume_upload()', () => {
  it('counts up to the limit and no further', async () => {
    const asha = await aShop({ monthly_upload_limit: 2, documents_uploaded: 7 });
    const answers = [];
    for (let n = 0; n < 3; n += 1) answers.push(await consume(api, asha.id, randomUUID()));
    expect(answers.map((answer) => [answer?.outcome, answer?.used])).toEqual([
      ['counted', 1],
      ['counted', 2],
      ['exceeded', 2],
    ]);
    expect(await countersOf(asha.id)).toEqual([2, 9, 2]);
  });

  it('lets 20 of 200 at once pass where 20 are left', async () => {
    const asha = await aShop();
    const answers = await many(200, () => consume(api, asha.id, randomUUID()));
    const outcomes = answers.map((answer) => answer?.outcome);
    expect(outcomes.filter((outcome) => outcome === 'counted')).toHaveLength(20);
    expect(outcomes.filter((outcome) => outcome === 'exceeded')).toHaveLength(180);
    expect(await countersOf(asha.id)).toEqual([20, 20, 20]);
  });

  it('counts an upload once, however often and at once it is named', async () => {
    const asha = await aShop();
    const upload = randomUUID();
    const answers = await many(40, () => consume(api, asha.id, upload));
    expect(answers.map((answer) => answer?.outcome).sort()).toEqual([
      'counted',
      ...Array.from({ length: 39 }, () => 'repeated'),
    ]);
    expect(new Set(answers.map((answer) => answer?.used))).toEqual(new Set([1]));
    expect(await countersOf(asha.id)).toEqual([1, 1, 1]);
  });

  it('knows an upload again when nothing is left, also in the moment in which the last unit goes', async () => {
    for (let round = 0; round < 10; round += 1) {
      const asha = await aShop({ monthly_upload_limit: 1 });
      const upload = randomUUID();
      const answers = await many(8, () => consume(api, asha.id, upload));
      expect(answers.filter((answer) => answer?.outcome === 'exceeded')).toEqual([]);
      expect((await consume(api, asha.id, randomUUID()))?.outcome).toBe('exceeded');
      expect(await countersOf(asha.id)).toEqual([1, 1, 1]);
    }
  });

  it('keeps the ids of each account apart', async () => {
    const [asha, ravi] = [await aShop(), await aShop()];
    const upload = randomUUID();
    await consume(api, asha.id, upload);
    expect(await consume(api, ravi.id, upload)).toMatchObject({ outcome: 'counted', used: 1 });
    expect(await giveBack(api, ravi.id, upload)).toBe('given_back');
    expect(await countersOf(asha.id)).toEqual([1, 1, 1]);
  });

  it.each([
    { case: 'blocked', columns: { blocked_at: new Date() } },
    { case: 'parked', columns: { parked_at: new Date(), phone_number: null } },
    { case: 'erased', columns: { erased_at: new Date(), phone_number: null, clerk_user_id: null } },
  ])('counts nothing for a $case account', async ({ columns }) => {
    const { id } = await aShop(columns);
    expect(await consume(api, id, randomUUID())).toBeUndefined();
    expect(await quotaOf(api, id)).toBeUndefined();
    expect(await countersOf(id)).toEqual([0, 0, 0]);
  });

  it('counts nothing for nobody', async () => {
    expect(await consume(api, randomUUID(), randomUUID())).toBeUndefined();
  });

  it('counts when the row has to move to another page, where its index entries are made anew', async () => {
    const asha = await aShop({ monthly_upload_limit: 1_000 });
    const reader = await superuser.connect();
    // Somebody who still sees the old versions keeps the page full.
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM users');
    try {
      for (let n = 0; n < 60; n += 1) await consume(api, asha.id, randomUUID());
    } finally {
      await reader.query('COMMIT');
      reader.release();
    }
    expect(await countersOf(asha.id)).toEqual([60, 60, 60]);
  });

  it('and giving back do not wait for each other for ever', async () => {
    const asha = await aShop({ monthly_upload_limit: 1_000 });
    const uploads = Array.from({ length: 10 }, () => randomUUID());
    const mixed = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) => {
        const upload = uploads[(n * 7) % 10] ?? '';
        return n % 3 === 0 ? giveBack(api, asha.id, upload) : consume(api, asha.id, upload);
      }),
    );
    expect(mixed.filter(({ status }) => status === 'rejected')).toEqual([]);
  });
});

describe('the month', () => {
  it.each([
    ['2026-11-30T18:29:59.999Z', '2026-11-01', '2026-11-30T18:30:00.000Z', 1],
    ['2026-11-30T18:30:00Z', '2026-12-01', '2026-12-31T18:30:00.000Z', 31 * 86_400],
    ['2026-12-31T18:30:00Z', '2027-01-01', '2027-01-31T18:30:00.000Z', 31 * 86_400],
    ['2028-02-28T18:30:00Z', '2028-02-01', '2028-02-29T18:30:00.000Z', 86_400],
    ['2028-02-29T18:30:00Z', '2028-03-01', '2028-03-31T18:30:00.000Z', 31 * 86_400],
    ['2027-02-28T18:30:00Z', '2027-03-01', '2027-03-31T18:30:00.000Z', 31 * 86_400],
  ])('at %s is %s until %s', async (instant, month, turnsAt, seconds) => {
    const asha = await aShop({ uploads_month: '2026-01-01', uploads_used_this_month: 20 });
    await moveClock(superuser, `timestamptz '${instant}'`);
    const expected = { month, used: 0, monthTurnsAt: new Date(turnsAt), secondsToTurn: seconds };
    expect(await quotaOf(api, asha.id)).toMatchObject(expected);
    expect(await consume(api, asha.id, randomUUID())).toMatchObject({
      ...expected,
      outcome: 'counted',
      used: 1,
    });
  });

  it('opens a used-up account again when it turns, and not a millisecond before', async () => {
    const asha = await aShop({ monthly_upload_limit: 1, uploads_month: '2026-11-01' });
    const at = async (instant: string) => {
      await moveClock(superuser, `timestamptz '${instant}'`);
      return (await consume(api, asha.id, randomUUID()))?.outcome;
    };
    expect(await at('2026-11-30T18:29:59.998Z')).toBe('counted');
    expect(await at('2026-11-30T18:29:59.999Z')).toBe('exceeded');
    expect(await at('2026-11-30T18:30:00Z')).toBe('counted');
    expect(await at('2026-11-30T18:30:00.001Z')).toBe('exceeded');
  });

  it('never turns back where a clock does', async () => {
    const asha = await aShop({ monthly_upload_limit: 2, uploads_month: '2026-11-01' });
    await moveClock(superuser, `timestamptz '2026-11-30T18:30:00Z'`);
    await consume(api, asha.id, randomUUID());
    await moveClock(superuser, `timestamptz '2026-11-30T18:29:59Z'`);
    expect(await consume(api, asha.id, randomUUID())).toMatchObject({ month: '2026-12-01', used: 2 });
    expect(await consume(api, asha.id, randomUUID())).toMatchObject({
      outcome: 'exceeded',
      monthTurnsAt: new Date('2026-12-31T18:30:00Z'),
    });
  });
});

describe('give_back_upload()', () => {
  it('frees the unit, and leaves what was ever uploaded as it is', async () => {
    const asha = await aShop({ monthly_upload_limit: 1 });
    const upload = randomUUID();
    await consume(api, asha.id, upload);
    expect(await giveBack(api, asha.id, upload)).toBe('given_back');
    expect(await countersOf(asha.id)).toEqual([0, 1, 1]);
    expect((await consume(api, asha.id, randomUUID()))?.outcome).toBe('counted');
  });

  it('does so once of forty at once', async () => {
    const asha = await aShop();
    const upload = randomUUID();
    await many(3, () => consume(api, asha.id, randomUUID()));
    await consume(api, asha.id, upload);
    const outcomes = await many(40, () => giveBack(api, asha.id, upload));
    expect(outcomes.sort()).toEqual(['given_back', ...Array.from({ length: 39 }, () => 'given_back_before')]);
    expect(await countersOf(asha.id)).toEqual([3, 4, 4]);
  });

  it('lets nobody upload for nothing under an id that was given back', async () => {
    const asha = await aShop();
    const upload = randomUUID();
    await consume(api, asha.id, upload);
    await giveBack(api, asha.id, upload);
    expect(await consume(api, asha.id, upload)).toMatchObject({ outcome: 'given_back', used: 0 });
    expect(await countersOf(asha.id)).toEqual([0, 1, 1]);
  });

  it('takes nothing off a later month', async () => {
    const asha = await aShop({ uploads_month: '2026-11-01' });
    const upload = randomUUID();
    await moveClock(superuser, `timestamptz '2026-11-30T18:29:59Z'`);
    await consume(api, asha.id, upload);
    await moveClock(superuser, `timestamptz '2026-11-30T18:30:00Z'`);
    await consume(api, asha.id, randomUUID());
    expect(await giveBack(api, asha.id, upload)).toBe('given_back');
    expect(await countersOf(asha.id)).toEqual([1, 2, 2]);
  });

  it('knows only uploads that were counted', async () => {
    const asha = await aShop();
    expect(await giveBack(api, asha.id, randomUUID())).toBe('unknown');
  });
});

describe('upload_quota()', () => {
  it('adds up what referrals brought', async () => {
    const [asha, ravi] = [await aShop({ monthly_upload_limit: 25 }), await aShop()];
    await superuser.query(
      `WITH joined AS (INSERT INTO referrals (referrer_id, referee_id) VALUES ($1, $2) RETURNING id)
       INSERT INTO upload_grants (user_id, referral_id, side, kind, uploads)
       SELECT $1, id, side, kind, uploads FROM joined,
         (VALUES ('referrer', 'reward', 5), ('referee', 'reward', 3), ('referrer', 'reversal', -5)) AS grants (side, kind, uploads)`,
      [asha.id, ravi.id],
    );
    expect(await quotaOf(api, asha.id)).toMatchObject({ limit: 25, plan: 'free', referralUploads: 3 });
    expect(await quotaOf(api, ravi.id)).toMatchObject({ referralUploads: 0 });
  });
});

describe('a connection that dies', () => {
  /** Does something in an open transaction, then kills its connection before it can commit. */
  async function killedAfter(statement: string, values: unknown[]): Promise<void> {
    const pool = openPool(database.apiUrl, { max: 1 });
    const client = await pool.connect();
    client.on('error', () => undefined);
    await client.query('BEGIN');
    await client.query(statement, values);
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await superuser.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await expect(client.query('COMMIT')).rejects.toThrow();
    client.release(true);
    await pool.end();
  }

  it('leaves nothing counted, and the retry counts once', async () => {
    const asha = await aShop({ monthly_upload_limit: 1 });
    const upload = randomUUID();
    await killedAfter('SELECT * FROM consume_upload($1, $2)', [asha.id, upload]);
    expect(await countersOf(asha.id)).toEqual([0, 0, 0]);
    expect((await consume(api, asha.id, upload))?.outcome).toBe('counted');
    expect(await countersOf(asha.id)).toEqual([1, 1, 1]);
  });

  it('gives nothing back, and the retry does so once', async () => {
    const asha = await aShop();
    const upload = randomUUID();
    await consume(api, asha.id, upload);
    await killedAfter('SELECT give_back_upload($1, $2)', [asha.id, upload]);
    expect(await countersOf(asha.id)).toEqual([1, 1, 1]);
    expect([await giveBack(api, asha.id, upload), await giveBack(api, asha.id, upload)]).toEqual([
      'given_back',
      'given_back_before',
    ]);
  });

  it('lets whoever waits behind it have the last unit', async () => {
    const asha = await aShop({ monthly_upload_limit: 1 });
    const holder = await superuser.connect();
    holder.on('error', () => undefined);
    await holder.query('BEGIN');
    await holder.query('SELECT * FROM consume_upload($1, gen_random_uuid())', [asha.id]);
    const { rows } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const waiting = many(5, () => consume(api, asha.id, randomUUID()));
    await untilLocked(superuser, 'consume_upload(', 5);
    await superuser.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    holder.release(true);
    const outcomes = (await waiting).map((answer) => answer?.outcome).sort();
    expect(outcomes).toEqual(['counted', 'exceeded', 'exceeded', 'exceeded', 'exceeded']);
    expect(await countersOf(asha.id)).toEqual([1, 1, 1]);
  });
});

describe('forget_counted_uploads()', () => {
  const forget = async (limit: number): Promise<unknown> =>
    (await api.query<{ forgotten: number }>('SELECT forget_counted_uploads($1) AS forgotten', [limit]))
      .rows[0]?.forgotten;

  it('forgets after thirteen months, a batch at a time, and leaves the counters', async () => {
    const asha = await aShop();
    await many(5, () => consume(api, asha.id, randomUUID()));
    expect(await forget(10)).toBe(0);
    await moveClock(superuser, `now() + interval '13 months' - interval '1 hour'`);
    expect(await forget(10)).toBe(0);
    await moveClock(superuser, `now() + interval '13 months' + interval '1 hour'`);
    expect([await forget(3), await forget(3), await forget(3)]).toEqual([3, 2, 0]);
    expect(await readUser(superuser, asha.id)).toMatchObject({ documents_uploaded: 5 });
  });
});
