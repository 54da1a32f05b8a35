import type pg from 'pg';
import { insertUser, phoneNumber, readUser, signIn, type UserRow } from './accounts.ts';
import { inScopeOf } from './in-scope-of.ts';
import { moveClock } from './move-clock.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

let database: TestDatabase;
let api: pg.Pool;
let superuser: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  api = openPool(database.apiUrl, { max: 12 });
  superuser = openPool(database.superuserUrl);
});

afterAll(async () => {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
});

beforeEach(() => superuser.query('TRUNCATE users, deleted_clerk_users, ended_clerk_sessions CASCADE'));
afterEach(() => moveClock(superuser, '0 days'));

async function eraseDue(limit = 100): Promise<number> {
  const { rows } = await api.query<{ erased: number }>('SELECT erase_due_users($1) AS erased', [limit]);
  return rows[0]?.erased ?? -1;
}

const aShop = (columns: Record<string, unknown> = {}): Promise<UserRow> =>
  insertUser(superuser, {
    owner_name: 'Asha',
    shop_name: 'Asha Prints',
    city: 'Pune',
    state: 'Maharashtra',
    pincode: '411001',
    language: 'hi',
    role: 'admin',
    ...columns,
  });

describe('request_erasure()', () => {
  it('is due in seven days, ends tokens and sessions, and is written down', async () => {
    const asha = await aShop();
    const [answer] = await inScopeOf<{ due: Date }>(
      api,
      asha.id,
      `SELECT request_erasure('{sess_a,sess_b}') AS due`,
    );
    expect(Math.round((Number(answer?.due) - Date.now()) / 3_600_000)).toBe(7 * 24);
    expect(await readUser(superuser, asha.id)).toMatchObject({
      erase_after: answer?.due,
      token_generation: 1,
    });
    const ended = await superuser.query('SELECT session_id FROM ended_clerk_sessions ORDER BY 1');
    expect(ended.rows).toEqual([{ session_id: 'sess_a' }, { session_id: 'sess_b' }]);
    const audit = await superuser.query('SELECT actor_id, action FROM audit_log');
    expect(audit.rows).toEqual([{ actor_id: asha.id, action: 'user.erasure_requested' }]);
  });

  it('asked for again keeps the first date', async () => {
    const due = new Date('2026-12-01T00:00:00Z');
    const asha = await aShop({ erase_after: due });
    expect(await inScopeOf(api, asha.id, `SELECT request_erasure('{}') AS due`)).toEqual([{ due }]);
  });

  it('touches nobody without a scope', async () => {
    const asha = await aShop();
    await api.query(`SELECT request_erasure('{}')`);
    expect(await readUser(superuser, asha.id)).toEqual(asha);
  });
});

describe('sign_out_everywhere()', () => {
  it('raises the generation of the own tokens alone', async () => {
    const [asha, ravi] = [await aShop(), await aShop()];
    await inScopeOf(api, asha.id, `SELECT sign_out_everywhere('{sess_a,sess_a}')`);
    expect(await readUser(superuser, asha.id)).toMatchObject({ token_generation: 1 });
    expect(await readUser(superuser, ravi.id)).toEqual(ravi);
  });
});

describe('erase_due_users()', () => {
  const soon = () => new Date(Date.now() + 7 * 86_400_000);

  it('waits the seven days', async () => {
    await aShop({ erase_after: soon() });
    await moveClock(superuser, '6 days 23 hours');
    expect(await eraseDue()).toBe(0);
    await moveClock(superuser, '7 days 1 hour');
    expect(await eraseDue()).toBe(1);
  });

  it('leaves of the account what referrals need, and no word of its owner', async () => {
    const asha = await aShop({
      erase_after: new Date(0),
      phone_number: phoneNumber(1),
      documents_uploaded: 7,
    });
    await superuser.query(
      `INSERT INTO phone_history (user_id, phone_number, clerk_user_id, reason) VALUES ($1, $2, 'user_x', 'changed')`,
      [asha.id, phoneNumber(2)],
    );
    expect(await eraseDue()).toBe(1);
    expect(await readUser(superuser, asha.id)).toMatchObject({
      phone_number: null,
      clerk_user_id: null,
      owner_name: null,
      shop_name: null,
      city: null,
      state: null,
      pincode: null,
      phone_verified: false,
      last_login: null,
      role: 'owner',
      erase_after: null,
      erased_at: expect.any(Date),
      referral_code: asha.referral_code,
      documents_uploaded: 7,
    });
    const everything = await superuser.query<{ text: string }>(
      `SELECT (SELECT string_agg(t::text, ' ') FROM users t) || (SELECT coalesce(string_agg(t::text, ' '), '')
       FROM phone_history t) || (SELECT coalesce(string_agg(t::text, ' '), '') FROM erased_phone_numbers t) AS text`,
    );
    for (const word of ['Asha', 'Pune', '411001', phoneNumber(1), phoneNumber(2), 'user_x']) {
      expect(everything.rows[0]?.text).not.toContain(word);
    }
  });

  it('still knows the numbers by a keyed digest, each account its own', async () => {
    const first = await aShop({ erase_after: new Date(0), phone_number: phoneNumber(1) });
    await eraseDue();
    const second = await aShop({ erase_after: new Date(0), phone_number: phoneNumber(1) });
    await eraseDue();
    const { rows } = await superuser.query(
      'SELECT user_id FROM erased_phone_numbers WHERE digest = phone_digest($1) ORDER BY user_id',
      [phoneNumber(1)],
    );
    expect(rows).toEqual([first.id, second.id].sort().map((user_id) => ({ user_id })));
  });

  it('gives the number free for a fresh account', async () => {
    const asha = await aShop({ erase_after: new Date(0), phone_number: phoneNumber(1) });
    await eraseDue();
    const answer = await signIn(api, { clerkUserId: 'user_next', phoneNumber: phoneNumber(1) });
    expect(answer.outcome).toBe('created');
    expect(answer.id).not.toBe(asha.id);
  });

  it('does not lift a block: the number gets no fresh account until an admin unblocks the erased one', async () => {
    const asha = await aShop({
      erase_after: new Date(0),
      phone_number: phoneNumber(1),
      blocked_at: new Date(),
    });
    await eraseDue();
    const next = { clerkUserId: 'user_next', phoneNumber: phoneNumber(1) };
    expect(await signIn(api, next)).toMatchObject({ outcome: 'blocked', id: null });
    const refused = await superuser.query(
      `SELECT subject_id FROM audit_log WHERE action = 'sign_in.refused'`,
    );
    expect(refused.rows).toEqual([{ subject_id: asha.id }]);
    await superuser.query('UPDATE users SET blocked_at = NULL WHERE id = $1', [asha.id]);
    expect(await signIn(api, next)).toMatchObject({ outcome: 'created' });
  });

  it('lets no session of the erased account’s Clerk user make a new one', async () => {
    await aShop({ erase_after: new Date(0), phone_number: phoneNumber(1), clerk_user_id: 'user_asha' });
    await eraseDue();
    expect(await signIn(api, { clerkUserId: 'user_asha', phoneNumber: phoneNumber(1) })).toMatchObject({
      outcome: 'session_ended',
    });
  });

  it('is called off by a sign-in until the very end', async () => {
    const asha = await aShop({
      erase_after: new Date(0),
      phone_number: phoneNumber(1),
      clerk_user_id: 'user_asha',
    });
    await signIn(api, { clerkUserId: 'user_asha', phoneNumber: phoneNumber(1) });
    expect(await eraseDue()).toBe(0);
    expect(await readUser(superuser, asha.id)).toMatchObject({ shop_name: 'Asha Prints' });
  });

  it('erases each account once, whoever works at the same time and however often', async () => {
    for (let n = 0; n < 60; n += 1) await aShop({ erase_after: new Date(0) });
    const erased = await Promise.all(Array.from({ length: 12 }, () => eraseDue(10)));
    while ((await eraseDue(10)) > 0);
    const { rows } = await superuser.query(
      `SELECT count(*) AS entries, count(DISTINCT subject_id) AS accounts FROM audit_log WHERE action = 'user.erased'`,
    );
    expect(rows).toEqual([{ entries: '60', accounts: '60' }]);
    expect(Math.max(...erased)).toBe(10);
  });

  it('and the news that a Clerk user is gone do not wait for each other', async () => {
    for (let round = 0; round < 10; round += 1) {
      const ids = Array.from({ length: 10 }, (_, n) => `user_gone${round}_${n}`);
      for (const clerk_user_id of ids) await aShop({ clerk_user_id, erase_after: new Date(0) });
      await Promise.all([
        eraseDue(),
        ...ids.map((id) => api.query('SELECT follow_clerk_deletion(NULL, $1)', [id])),
      ]);
      // Those that were in other hands at that moment are the next run's.
      await eraseDue();
    }
    const left = await superuser.query(
      'SELECT FROM users WHERE erased_at IS NULL OR clerk_user_id IS NOT NULL',
    );
    expect(left.rowCount).toBe(0);
    const atClerk = await superuser.query('SELECT FROM deleted_clerk_users WHERE gone_at_clerk_at IS NULL');
    expect(atClerk.rowCount).toBe(0);
  });

  it('goes on where a crash stopped it: a batch is there whole or not at all', async () => {
    for (let n = 0; n < 4; n += 1) await aShop({ erase_after: new Date(0) });
    const client = await api.connect();
    await client.query('BEGIN');
    await client.query('SELECT erase_due_users(4)');
    await client.query('ROLLBACK');
    client.release();
    expect((await superuser.query('SELECT FROM users WHERE erased_at IS NULL')).rowCount).toBe(4);
    expect(await eraseDue()).toBe(4);
    expect(await eraseDue()).toBe(0);
  });
});

describe('clerk_deletions_due()', () => {
  const due = async (limit = 10) =>
    (await api.query<{ id: string }>('SELECT clerk_deletions_due($1) AS id', [limit])).rows.map(
      ({ id }) => id,
    );

  it('hands each Clerk user out once a minute, until it is gone there', async () => {
    await aShop({ erase_after: new Date(0), clerk_user_id: 'user_asha' });
    await aShop({ erase_after: new Date(0), clerk_user_id: null });
    await eraseDue();
    expect(await due()).toEqual(['user_asha']);
    expect(await due()).toEqual([]);
    await superuser.query(`UPDATE deleted_clerk_users SET attempted_at = now() - interval '2 minutes'`);
    expect(await due()).toEqual(['user_asha']);
    await api.query('SELECT clerk_deletion_done($1)', ['user_asha']);
    await superuser.query(`UPDATE deleted_clerk_users SET attempted_at = now() - interval '2 minutes'`);
    expect(await due()).toEqual([]);
  });
});

describe('forget_old_records()', () => {
  it('forgets deliveries after thirty days and ended sessions after a year', async () => {
    await superuser.query(`INSERT INTO webhook_deliveries (svix_id, type) VALUES ('msg_1', 'user.updated')`);
    await superuser.query(`INSERT INTO ended_clerk_sessions (session_id) VALUES ('sess_1')`);
    const left = async () => {
      await api.query('SELECT forget_old_records()');
      const { rows } = await superuser.query<{ n: string }>(
        `SELECT (SELECT count(*) FROM webhook_deliveries) || ' ' || (SELECT count(*) FROM ended_clerk_sessions) AS n`,
      );
      return rows[0]?.n;
    };
    expect(await left()).toBe('1 1');
    await moveClock(superuser, '31 days');
    expect(await left()).toBe('0 1');
    await moveClock(superuser, '366 days');
    expect(await left()).toBe('0 0');
  });
});

describe('forget_old_records(integer)', () => {
  const insertAged = (days: number): Promise<unknown> =>
    superuser.query(`
      INSERT INTO webhook_deliveries (svix_id, type, received_at)
      SELECT 'msg_${days}_' || n, 'user.updated', now() - interval '${days} days' FROM generate_series(1, 5) AS n;
      INSERT INTO ended_clerk_sessions (session_id, ended_at)
      SELECT 'sess_${days}_' || n, now() - interval '${days} days' FROM generate_series(1, 4) AS n`);
  const forget = async (limit: number): Promise<unknown> =>
    (await api.query<{ forgotten: number }>('SELECT forget_old_records($1) AS forgotten', [limit])).rows[0]
      ?.forgotten;

  it('forgets as many of each as it may at once, and says how many in all', async () => {
    await superuser.query('TRUNCATE webhook_deliveries');
    for (const days of [29, 31, 364, 366]) await insertAged(days);
    // Fifteen deliveries are older than thirty days, four sessions than a year.
    expect([await forget(3), await forget(3), await forget(10), await forget(10)]).toEqual([6, 4, 9, 0]);
    const left = await superuser.query(`
      SELECT split_part(svix_id, '_', 2) AS days, count(*)::int AS n FROM webhook_deliveries GROUP BY 1
      UNION ALL
      SELECT split_part(session_id, '_', 2), count(*)::int FROM ended_clerk_sessions GROUP BY 1 ORDER BY 2 DESC, 1`);
    expect(left.rows).toEqual([
      { days: '29', n: 5 },
      { days: '29', n: 4 },
      { days: '31', n: 4 },
      { days: '364', n: 4 },
    ]);
  });
});

describe('bound_clerk_users()', () => {
  it('lists them page by page', async () => {
    for (const id of ['user_c', 'user_a', 'user_b']) await aShop({ clerk_user_id: id });
    const page = async (after: string) =>
      (await api.query<{ id: string }>('SELECT bound_clerk_users($1, 2) AS id', [after])).rows.map(
        ({ id }) => id,
      );
    expect(await page('')).toEqual(['user_a', 'user_b']);
    expect(await page('user_b')).toEqual(['user_c']);
  });
});
