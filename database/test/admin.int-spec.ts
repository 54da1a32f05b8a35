import type pg from 'pg';
import { insertUser, phoneNumber, signIn, type UserRow } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';
import { untilLocked } from './until-locked.ts';

let database: TestDatabase;
let api: pg.Pool;
let superuser: pg.Pool;
let asha: UserRow;

beforeAll(async () => {
  database = await startTestDatabase();
  api = openPool(database.apiUrl);
  superuser = openPool(database.superuserUrl);
  asha = await insertUser(superuser);
});

afterAll(async () => {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
});

/** Every function of the API's for admins, with arguments that would do something. */
const CALLS = (id: string): string[] => [
  `SELECT * FROM admin_find_users(NULL, NULL, NULL, NULL, NULL, 10)`,
  `SELECT * FROM admin_view_user('${id}')`,
  `SELECT * FROM admin_change_plan('${id}', 'premium', NULL)`,
  `SELECT * FROM admin_change_plan('${id}', 'premium', NULL, 'x')`,
  `SELECT * FROM admin_block('${id}', 'x')`,
  `SELECT * FROM admin_unblock('${id}', 'x')`,
  `SELECT * FROM admin_restore_parked('${id}', 'x', true)`,
  `SELECT * FROM admin_list_referrals('held', NULL, NULL, 10)`,
  `SELECT * FROM admin_list_referrals_oldest_first('held', NULL, NULL, 10)`,
  `SELECT * FROM admin_decide_referral('${id}', true, 'x')`,
  `SELECT * FROM admin_approve_referral('${id}', 'x')`,
  `SELECT * FROM admin_reject_referral('${id}', 'x')`,
  `SELECT * FROM admin_reverse_referral('${id}', 'x')`,
  `SELECT * FROM admin_referral_funnel()`,
  `SELECT * FROM admin_read_audit_log(NULL, NULL, NULL, NULL, 10)`,
  `SELECT admin_stats()`,
  `SELECT * FROM admin_sign_ups(90)`,
  `SELECT * FROM admin_give_back_upload('${id}', '${id}', 'x')`,
];

async function inScopeOf(userId: string | null, statement: string): Promise<pg.QueryResult> {
  const client = await api.connect();
  try {
    await client.query('BEGIN');
    if (userId) await client.query(`SELECT set_config('app.user_id', $1, true)`, [userId]);
    return await client.query(statement);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

describe('the functions for admins', () => {
  it('are all tried here', async () => {
    const { rows } = await superuser.query<{ proname: string }>(
      `SELECT proname FROM pg_proc WHERE proname LIKE 'admin\\_%' AND has_function_privilege('bharatprint_api', oid, 'EXECUTE')`,
    );
    const tried = CALLS('').map((call) => /admin_\w+/.exec(call)?.[0]);
    expect(rows.map(({ proname }) => proname).sort()).toEqual(tried.sort());
  });

  it.each([
    ['nobody', null],
    ['an owner', {}],
    ['a blocked admin', { role: 'admin', blocked_at: new Date() }],
    ['a parked admin', { role: 'admin', parked_at: new Date(), phone_number: null }],
  ])('are closed to %s', async (_case, columns) => {
    const id = columns && (await insertUser(superuser, columns)).id;
    const before = await superuser.query('SELECT * FROM audit_log');
    for (const call of CALLS(asha.id)) {
      await expect(inScopeOf(id, call)).rejects.toMatchObject({ code: 'BPREF', message: 'access.forbidden' });
    }
    expect((await superuser.query('SELECT * FROM audit_log')).rows).toEqual(before.rows);
  });

  it('are open to an admin, and each writes one entry down', async () => {
    const { id } = await insertUser(superuser, { role: 'admin' });
    // Of a referral, a parked account and a counted upload there are none to act on here.
    const needsMore = /restore|decide|approve|reject|reverse|give_back/;
    for (const call of CALLS(asha.id).filter((text) => !needsMore.test(text))) {
      const written = `SELECT count(*)::int AS written FROM audit_log WHERE actor_id = '${id}'`;
      const [, { rows }] = (await inScopeOf(id, `${call}; ${written}`)) as unknown as pg.QueryResult[] &
        [unknown, pg.QueryResult];
      expect([call, rows]).toEqual([call, [{ written: 1 }]]);
    }
  });

  it('show the API’s role no row besides: an admin’s scope is an owner’s', async () => {
    const { id } = await insertUser(superuser, { role: 'admin' });
    const { rows } = await inScopeOf(id, 'SELECT id FROM users');
    expect(rows).toEqual([{ id }]);
  });
});

describe('admins who act at the same time', () => {
  /** Each statement in a transaction of its own, all at once; gives the codes of those that failed. */
  async function failuresOf(calls: { by: string; statement: string }[]): Promise<unknown[]> {
    const results = await Promise.allSettled(calls.map(({ by, statement }) => inScopeOf(by, statement)));
    return results.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as { code?: unknown }).code] : [],
    );
  }

  it.each([
    ['look at themselves', (_other: string, own: string) => `SELECT * FROM admin_view_user('${own}')`],
    ['look at each other', (other: string) => `SELECT * FROM admin_view_user('${other}')`],
    [
      'change their own plans',
      (_other: string, own: string) => `SELECT * FROM admin_change_plan('${own}', 'premium', NULL)`,
    ],
    [
      'change each other’s plans',
      (other: string) => `SELECT * FROM admin_change_plan('${other}', 'premium', NULL)`,
    ],
  ])('do not wait for each other for ever when they %s', async (_case, statementOf) => {
    const [first, second] = [
      (await insertUser(superuser, { role: 'admin' })).id,
      (await insertUser(superuser, { role: 'admin' })).id,
    ];
    const calls = Array.from({ length: 60 }, (_, n) => {
      const [by, other] = n % 2 === 0 ? [first, second] : [second, first];
      return { by, statement: statementOf(other, by) };
    });
    expect(await failuresOf(calls)).toEqual([]);
  });
});

describe('admin_restore_parked()', () => {
  it('makes a sign-in of the Clerk user it moves wait, and follow', async () => {
    const admin = await insertUser(superuser, { role: 'admin' });
    const parked = await insertUser(superuser, { parked_at: new Date(), phone_number: null });
    await superuser.query(
      `INSERT INTO phone_history (user_id, phone_number, reason) VALUES ($1, $2, 'reissued')`,
      [parked.id, phoneNumber(1)],
    );
    await insertUser(superuser, { phone_number: phoneNumber(1), clerk_user_id: 'user_who_moves' });

    const client = await api.connect();
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.user_id', $1, true)`, [admin.id]);
    await client.query(`SELECT admin_restore_parked($1, 'x', true)`, [parked.id]);
    const answer = signIn(api, { clerkUserId: 'user_who_moves', phoneNumber: phoneNumber(2) });
    await untilLocked(superuser, 'sign_in(');
    await client.query('COMMIT');
    client.release();
    expect(await answer).toMatchObject({ outcome: 'phone_changed', id: parked.id });
  });
});

describe('words_of()', () => {
  it.each([
    ["Asha's Digital-Prints, Pune", ['asha', 's', 'digital', 'prints', 'pune']],
    ['आशा प्रिंटिंग।', ['आशा', 'प्रिंटिंग']],
    ['  ', []],
    [null, []],
    ['ÉCOLE & Söhne', ['école', 'söhne']],
  ])('cuts %j at blanks and signs', async (text, words) => {
    const { rows } = await superuser.query('SELECT words_of($1) AS words', [text]);
    expect(rows).toEqual([{ words }]);
  });
});
