import type pg from 'pg';
import { aReferralCode, insertUser, phoneNumber, readUser, signIn, type UserRow } from './accounts.ts';
import { inScopeOf } from './in-scope-of.ts';
import { moveClock } from './move-clock.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';
import { untilLocked } from './until-locked.ts';

let database: TestDatabase;
let api: pg.Pool;
let superuser: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  api = openPool(database.apiUrl, { max: 25 });
  superuser = openPool(database.superuserUrl);
});

afterAll(async () => {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
});

beforeEach(async () => {
  await superuser.query('TRUNCATE users, referral_link_opens CASCADE');
});
afterEach(() => moveClock(superuser, '0 days'));

const PUNE = { city: 'Pune', state: 'Maharashtra', pincode: '411001' };

const aShop = (name: string, columns: Record<string, unknown> = {}): Promise<UserRow> =>
  insertUser(superuser, { shop_name: name, ...PUNE, ...columns });
const aNewcomer = (columns: Record<string, unknown> = {}): Promise<UserRow> => insertUser(superuser, columns);

async function redeem(user: UserRow, code: string): Promise<string | undefined> {
  const rows = await inScopeOf<{ outcome: string }>(
    api,
    user.id,
    'SELECT redeem_referral_code($1) AS outcome',
    [code],
  );
  return rows[0]?.outcome;
}

async function completeProfile(user: UserRow, shopName = 'Ravi Digital'): Promise<void> {
  await inScopeOf(
    api,
    user.id,
    `UPDATE users SET shop_name = $2, city = 'Nagpur', state = 'Maharashtra', pincode = '440001' WHERE id = $1`,
    [user.id, shopName],
  );
}

async function referralOf(referee: UserRow): Promise<Record<string, unknown> | undefined> {
  const { rows } = await superuser.query<Record<string, unknown>>(
    'SELECT * FROM referrals WHERE referee_id = $1',
    [referee.id],
  );
  return rows[0];
}

async function grants(): Promise<{ user_id: string; side: string; kind: string; uploads: number }[]> {
  const { rows } = await superuser.query<{ user_id: string; side: string; kind: string; uploads: number }>(
    'SELECT user_id, side, kind, uploads FROM upload_grants ORDER BY side DESC, kind DESC',
  );
  return rows;
}

const limitOf = async (user: UserRow): Promise<unknown> =>
  (await readUser(superuser, user.id))['monthly_upload_limit'];

/** A newcomer who was invited by the shop and has no profile yet. */
async function anInvited(by: UserRow): Promise<UserRow> {
  const newcomer = await aNewcomer();
  expect(await redeem(newcomer, by.referral_code)).toBe('redeemed');
  return newcomer;
}

describe('sign_in() with the code of an invitation', () => {
  const attempt = { clerkUserId: 'user_ravi', phoneNumber: phoneNumber(1) };

  it('joins the new account in the statement that makes it', async () => {
    const asha = await aShop('Asha Prints');
    const ravi = await signIn(api, { ...attempt, invitedByCode: asha.referral_code });
    expect(ravi).toMatchObject({ outcome: 'created', invitation: 'joined' });
    expect(await referralOf(ravi)).toMatchObject({
      referrer_id: asha.id,
      status: 'joined',
      held_reason: null,
    });
  });

  it('makes the account all the same when nobody has the code', async () => {
    const ravi = await signIn(api, { ...attempt, invitedByCode: 'BP-AAAAAAAAA' });
    expect(ravi).toMatchObject({ outcome: 'created', invitation: 'code_unknown' });
    expect(await referralOf(ravi)).toBeUndefined();
  });

  it('takes no notice of the code of somebody who has an account', async () => {
    const asha = await aShop('Asha Prints');
    await signIn(api, attempt);
    const again = await signIn(api, { ...attempt, invitedByCode: asha.referral_code });
    expect(again).toMatchObject({ outcome: 'returning', invitation: null });
  });

  it.each([
    ['a blocked', { blocked_at: new Date() }],
    ['a parked', { phone_number: null, parked_at: new Date() }],
    ['an erased', { phone_number: null, clerk_user_id: null, erased_at: new Date() }],
  ])('knows no code of %s account', async (_account, columns) => {
    const gone = await aNewcomer(columns);
    const answer = await signIn(api, { ...attempt, invitedByCode: gone.referral_code });
    expect(answer).toMatchObject({ outcome: 'created', invitation: 'code_unknown' });
  });

  it('holds a number that was given out again: perhaps it is the same person', async () => {
    const asha = await aShop('Asha Prints');
    await aNewcomer({ phone_number: phoneNumber(1), last_login: new Date('2026-01-01') });
    const ravi = await signIn(api, { ...attempt, invitedByCode: asha.referral_code });
    expect(ravi).toMatchObject({ outcome: 'created', invitation: 'held' });
    expect(await referralOf(ravi)).toMatchObject({ status: 'held', held_reason: 'same_phone' });
  });

  it('holds the number of an account that was erased', async () => {
    const asha = await aShop('Asha Prints');
    await aNewcomer({ phone_number: phoneNumber(1), erase_after: new Date('2026-01-01') });
    await api.query('SELECT erase_due_users(10)');
    const ravi = await signIn(api, { ...attempt, invitedByCode: asha.referral_code });
    expect(await referralOf(ravi)).toMatchObject({ status: 'held', held_reason: 'same_phone' });
  });

  it('attributes five hundred first sign-ins with one code, each once', async () => {
    const asha = await aShop('Asha Prints');
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, n) =>
        signIn(api, {
          clerkUserId: `user_n${n}`,
          phoneNumber: phoneNumber(1_000 + n),
          invitedByCode: asha.referral_code,
        }),
      ),
    );
    expect(answers.every(({ invitation }) => invitation === 'joined')).toBe(true);
    const { rows } = await superuser.query(
      'SELECT count(*)::int, count(DISTINCT referee_id)::int AS referees FROM referrals',
    );
    expect(rows).toEqual([{ count: 500, referees: 500 }]);
  }, 30_000);
});

describe('redeem_referral_code()', () => {
  it('says what is wrong with a code', async () => {
    const asha = await aShop('Asha Prints');
    const ravi = await aNewcomer();
    expect(await redeem(ravi, aReferralCode())).toBe('code_unknown');
    expect(await redeem(ravi, ravi.referral_code)).toBe('own_code');
    expect(await redeem(ravi, asha.referral_code)).toBe('redeemed');
    expect(await redeem(ravi, asha.referral_code)).toBe('repeated');
    expect(await redeem(ravi, (await aShop('Meera Xerox')).referral_code)).toBe('already_redeemed');
  });

  it.each([
    ['6 days 23 hours 59 minutes', 'redeemed'],
    ['7 days 1 minute', 'too_late'],
  ])('answers an account of %s: %s', async (age, outcome) => {
    const asha = await aShop('Asha Prints');
    const ravi = await aNewcomer();
    await superuser.query(`UPDATE users SET created_at = now() - $2::interval WHERE id = $1`, [ravi.id, age]);
    expect(await redeem(ravi, asha.referral_code)).toBe(outcome);
  });

  it('rewards at once when the profile is complete already', async () => {
    const asha = await aShop('Asha Prints');
    const ravi = await aShop('Ravi Digital');
    expect(await redeem(ravi, asha.referral_code)).toBe('redeemed');
    expect(await referralOf(ravi)).toMatchObject({ status: 'rewarded' });
    expect([await limitOf(asha), await limitOf(ravi)]).toEqual([25, 25]);
  });

  it.each([
    ['the referrer had the number before', (asha: UserRow, ravi: UserRow) => [asha.id, ravi.phone_number]],
    [
      'the referee had the number of the referrer before',
      (asha: UserRow, ravi: UserRow) => [ravi.id, asha.phone_number],
    ],
    [
      'a third account had the number before',
      (_asha: UserRow, ravi: UserRow, meera: UserRow) => [meera.id, ravi.phone_number],
    ],
  ])('holds when %s', async (_case, former) => {
    const asha = await aShop('Asha Prints');
    const ravi = await aShop('Ravi Digital');
    await superuser.query(
      `INSERT INTO phone_history (user_id, phone_number, reason) VALUES ($1, $2, 'changed')`,
      former(asha, ravi, await aShop('Meera Xerox')),
    );
    expect(await redeem(ravi, asha.referral_code)).toBe('redeemed');
    expect(await referralOf(ravi)).toMatchObject({ status: 'held', held_reason: 'same_phone' });
    expect(await grants()).toEqual([]);
  });

  it('knows no more the code of a shop that is blocked while it waits', async () => {
    const asha = await aShop('Asha Prints');
    const ravi = await aNewcomer();
    const blocking = await superuser.connect();
    try {
      await blocking.query('BEGIN');
      await blocking.query('UPDATE users SET blocked_at = now() WHERE id = $1', [asha.id]);
      const outcome = redeem(ravi, asha.referral_code);
      await untilLocked(superuser, 'redeem_referral');
      await blocking.query('COMMIT');
      expect(await outcome).toBe('code_unknown');
    } finally {
      blocking.release();
    }
    expect(await referralOf(ravi)).toBeUndefined();
  });

  it('redeems one of two codes typed at the same moment, twenty times', async () => {
    const [asha, meera] = [await aShop('Asha Prints'), await aShop('Meera Xerox')];
    for (let round = 0; round < 20; round += 1) {
      const ravi = await aNewcomer();
      const outcomes = await Promise.all([
        redeem(ravi, asha.referral_code),
        redeem(ravi, meera.referral_code),
      ]);
      expect(outcomes.sort()).toEqual(['already_redeemed', 'redeemed']);
    }
  });
});

describe('a completed profile', () => {
  it('activates the referral and rewards both sides, once', async () => {
    const asha = await aShop('Asha Prints');
    const ravi = await anInvited(asha);
    await completeProfile(ravi);
    expect(await referralOf(ravi)).toMatchObject({
      status: 'rewarded',
      activated_at: expect.any(Date) as Date,
      rewarded_at: expect.any(Date) as Date,
    });
    expect(await grants()).toEqual([
      { user_id: asha.id, side: 'referrer', kind: 'reward', uploads: 5 },
      { user_id: ravi.id, side: 'referee', kind: 'reward', uploads: 5 },
    ]);
    for (const name of ['Ravi Digital', 'Ravi Digital Prints', 'Ravi']) await completeProfile(ravi, name);
    expect(await grants()).toHaveLength(2);
    expect([await limitOf(asha), await limitOf(ravi)]).toEqual([25, 25]);
  });

  it('does nothing while a field is missing', async () => {
    const ravi = await anInvited(await aShop('Asha Prints'));
    await inScopeOf(api, ravi.id, `UPDATE users SET shop_name = 'Ravi', city = 'Pune', state = 'Goa'`);
    expect(await referralOf(ravi)).toMatchObject({ status: 'joined' });
  });

  it.each([
    'asha  PRINTS',
    'Asha-Prints',
    'Asha Prints.',
    'AshaPrints',
    'Asha – Prints',
    'Asha\u200bPrints',
    'Asha Prints\u200d',
    'Asha Prints\ufe0f',
    'Ａｓｈａ Ｐｒｉｎｔｓ',
  ])('is held when the shop is called %j in the same PIN code', async (name) => {
    const asha = await aShop('Asha Prints', { pincode: '440001' });
    const ravi = await anInvited(asha);
    await completeProfile(ravi, name);
    expect(await referralOf(ravi)).toMatchObject({ status: 'held', held_reason: 'same_shop' });
    await completeProfile(ravi, 'Another name');
    expect(await referralOf(ravi)).toMatchObject({ status: 'held' });
    expect(await grants()).toEqual([]);
  });

  it.each([
    ['another PIN code', 'Asha Prints', '411001'],
    ['another vowel in Hindi', 'कमाल प्रिंट', '440001'],
  ])('counts with %s', async (_case, name, pincode) => {
    const asha = await aShop(name === 'Asha Prints' ? name : 'कमल प्रिंट', { pincode });
    const ravi = await anInvited(asha);
    await completeProfile(ravi, name);
    expect(await referralOf(ravi)).toMatchObject({ status: 'rewarded' });
  });

  it('pays once when fifty browsers complete it at the same moment', async () => {
    const asha = await aShop('Asha Prints');
    const ravi = await anInvited(asha);
    await Promise.all(Array.from({ length: 50 }, (_, n) => completeProfile(ravi, `Ravi ${n}`)));
    expect(await grants()).toHaveLength(2);
    expect([await limitOf(asha), await limitOf(ravi)]).toEqual([25, 25]);
  });

  it('of fifty referees at the same moment rewards ten', async () => {
    const asha = await aShop('Asha Prints');
    const referees = await Promise.all(Array.from({ length: 50 }, () => anInvited(asha)));
    await Promise.all(referees.map((referee, n) => completeProfile(referee, `Shop ${n}`)));
    const { rows } = await superuser.query(
      'SELECT status, count(*)::int FROM referrals GROUP BY status ORDER BY status',
    );
    expect(rows).toEqual([
      { status: 'activated', count: 40 },
      { status: 'rewarded', count: 10 },
    ]);
    expect(await limitOf(asha)).toBe(70);
    expect(await grants()).toHaveLength(20);
  }, 30_000);

  it('rewards again in the next month, and leaves the old ones as they are', async () => {
    const asha = await aShop('Asha Prints');
    for (let n = 0; n < 11; n += 1) await completeProfile(await anInvited(asha), `Shop ${n}`);
    expect(await limitOf(asha)).toBe(70);
    const later = await anInvited(asha);
    await moveClock(superuser, '31 days');
    await completeProfile(later, 'Shop of next month');
    expect(await limitOf(asha)).toBe(75);
  });

  it('takes no deadlock when shops that invited each other complete at once, forty times', async () => {
    for (let round = 0; round < 40; round += 1) {
      const [asha, ravi] = [await aNewcomer(), await aNewcomer()];
      await redeem(asha, ravi.referral_code);
      await redeem(ravi, asha.referral_code);
      await Promise.all([completeProfile(asha, 'Asha'), completeProfile(ravi, 'Ravi')]);
      expect([await limitOf(asha), await limitOf(ravi)]).toEqual([30, 30]);
    }
  }, 30_000);

  it('meets the code that is redeemed at the same moment, forty times', async () => {
    for (let round = 0; round < 40; round += 1) {
      const [asha, ravi] = [await aShop('Asha Prints'), await aNewcomer()];
      await Promise.all([completeProfile(ravi), redeem(ravi, asha.referral_code)]);
      expect(await referralOf(ravi)).toMatchObject({ status: 'rewarded' });
    }
  }, 30_000);
});

describe('a crash', () => {
  /** Stops at the `point`-th write of the settlement, as a power cut would. */
  const TABLES = ['referrals', 'upload_grants', 'users'];

  it.each(TABLES)(
    'after the write to %s leaves nothing half done, and the next try pays once',
    async (table) => {
      const asha = await aShop('Asha Prints');
      const ravi = await anInvited(asha);
      await superuser.query(`
      CREATE FUNCTION pull_the_plug() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NULL; END $$;
      CREATE TRIGGER pull_the_plug AFTER INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION pull_the_plug();
      GRANT EXECUTE ON FUNCTION pull_the_plug TO PUBLIC;`);
      const client = await api.connect();
      client.on('error', () => undefined);
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.user_id', $1, true)`, [ravi.id]);
      await expect(
        client.query(`UPDATE users SET shop_name = 'Ravi', city = 'Pune', state = 'Goa', pincode = '403001'`),
      ).rejects.toThrow();
      client.release(true);
      await superuser.query(`DROP TRIGGER pull_the_plug ON ${table}; DROP FUNCTION pull_the_plug`);

      expect(await referralOf(ravi)).toMatchObject({ status: 'joined' });
      expect(await readUser(superuser, ravi.id)).toMatchObject({ shop_name: null, monthly_upload_limit: 20 });
      expect(await grants()).toEqual([]);

      await completeProfile(ravi);
      expect(await grants()).toHaveLength(2);
      expect([await limitOf(asha), await limitOf(ravi)]).toEqual([25, 25]);
    },
  );

  it('of the server before the commit takes the reward with it, after the commit leaves it', async () => {
    const asha = await aShop('Asha Prints');
    const [ravi, meera] = [await anInvited(asha), await anInvited(asha)];
    await completeProfile(meera, 'Meera');
    const client = await api.connect();
    client.on('error', () => undefined);
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.user_id', $1, true)`, [ravi.id]);
    await client.query(
      `UPDATE users SET shop_name = 'Ravi', city = 'Pune', state = 'Goa', pincode = '403001'`,
    );
    // This server does not wait for its disk; what was committed must be there nevertheless.
    await superuser.query('CHECKPOINT');
    await database.kill();
    client.release(true);
    await database.restart();
    expect([await limitOf(asha), await limitOf(ravi), await limitOf(meera)]).toEqual([25, 20, 25]);
    await completeProfile(ravi);
    expect([await limitOf(asha), await limitOf(ravi), await limitOf(meera)]).toEqual([30, 25, 25]);
  }, 30_000);
});

describe('what a caller sees of referrals', () => {
  it('is the names of the shops invited, newest first, by pages', async () => {
    const asha = await aShop('Asha Prints');
    const names = ['One', 'Two', 'Three'];
    for (const name of names) await completeProfile(await anInvited(asha), name);
    const page = (before: unknown[], limit: number) =>
      inScopeOf<{ id: string; shop_name: string; at: string }>(
        api,
        asha.id,
        `SELECT id, shop_name, joined_at::text AS at FROM my_referred_shops($1, $2, $3)`,
        [...before, limit],
      );
    const first = await page([null, null], 2);
    expect(first.map((row) => row.shop_name)).toEqual(['Three', 'Two']);
    const rest = await page([first[1]?.at, first[1]?.id], 2);
    expect(rest.map((row) => row.shop_name)).toEqual(['One']);
  });

  it('is nothing of other people’s', async () => {
    const asha = await aShop('Asha Prints');
    await anInvited(asha);
    const meera = await aShop('Meera Xerox');
    expect(await inScopeOf(api, meera.id, 'SELECT * FROM my_referred_shops(NULL, NULL, 10)')).toEqual([]);
    expect(await inScopeOf(api, meera.id, 'SELECT * FROM my_invitation()')).toEqual([]);
    const unscoped = await api.query('SELECT * FROM my_referred_shops(NULL, NULL, 10)');
    expect(unscoped.rows).toEqual([]);
  });

  it('is who invited it', async () => {
    const ravi = await anInvited(await aShop('Asha Prints'));
    expect(await inScopeOf(api, ravi.id, 'SELECT * FROM my_invitation()')).toEqual([
      {
        status: 'joined',
        joined_at: expect.any(Date) as Date,
        activated_at: null,
        referrer_shop_name: 'Asha Prints',
        referrer_city: 'Pune',
      },
    ]);
  });
});

describe('the decisions of admins', () => {
  const decide = (
    admin: UserRow,
    act: 'approve' | 'reject' | 'reverse',
    id: unknown,
  ): Promise<{ status: string }[]> =>
    inScopeOf<{ status: string }>(api, admin.id, `SELECT status FROM admin_${act}_referral($1, 'Because')`, [
      id,
    ]);
  const anAdmin = (): Promise<UserRow> => aNewcomer({ role: 'admin' });

  async function aHeld(): Promise<{ asha: UserRow; ravi: UserRow; id: unknown }> {
    const asha = await aShop('Asha Prints', { pincode: '440001' });
    const ravi = await anInvited(asha);
    await completeProfile(ravi, 'Asha Prints');
    return { asha, ravi, id: (await referralOf(ravi))?.['id'] };
  }

  it('let a held referral count, and pay it', async () => {
    const { asha, ravi, id } = await aHeld();
    const admin = await anAdmin();
    expect(await decide(admin, 'approve', id)).toEqual([{ status: 'rewarded' }]);
    expect([await limitOf(asha), await limitOf(ravi)]).toEqual([25, 25]);
    const { rows } = await superuser.query(
      `SELECT action, actor_id, subject_id, details->>'side' AS side, details->>'status' AS status
       FROM audit_log ORDER BY side`,
    );
    const entry = { action: 'admin.referral_approved', actor_id: admin.id, status: 'rewarded' };
    expect(rows).toEqual([
      { ...entry, subject_id: ravi.id, side: 'referee' },
      { ...entry, subject_id: asha.id, side: 'referrer' },
    ]);
    await expect(decide(admin, 'approve', id)).rejects.toMatchObject({ message: 'referral.not_held' });
  });

  it('approve before the profile is complete; it pays when it is', async () => {
    const asha = await aShop('Asha Prints', { pincode: '440001' });
    const ravi = await aNewcomer();
    await superuser.query(
      `INSERT INTO phone_history (user_id, phone_number, reason) VALUES ($1, $2, 'changed')`,
      [asha.id, ravi.phone_number],
    );
    await redeem(ravi, asha.referral_code);
    const id = (await referralOf(ravi))?.['id'];
    expect(await decide(await anAdmin(), 'approve', id)).toEqual([{ status: 'joined' }]);
    // Not held a second time: an admin has looked.
    await completeProfile(ravi, 'Asha Prints');
    expect(await referralOf(ravi)).toMatchObject({ status: 'rewarded' });
  });

  it('reject: it never counts', async () => {
    const { asha, ravi, id } = await aHeld();
    expect(await decide(await anAdmin(), 'reject', id)).toEqual([{ status: 'rejected' }]);
    await completeProfile(ravi, 'Ravi');
    expect([await limitOf(asha), await limitOf(ravi)]).toEqual([20, 20]);
  });

  it('take a reward back with a counter-grant, once, also when two admins do it at the same moment', async () => {
    const asha = await aShop('Asha Prints');
    const ravi = await anInvited(asha);
    await completeProfile(ravi);
    const id = (await referralOf(ravi))?.['id'];
    const [one, two] = [await anAdmin(), await anAdmin()];
    const results = await Promise.allSettled([decide(one, 'reverse', id), decide(two, 'reverse', id)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await grants()).toEqual([
      { user_id: asha.id, side: 'referrer', kind: 'reward', uploads: 5 },
      { user_id: asha.id, side: 'referrer', kind: 'reversal', uploads: -5 },
      { user_id: ravi.id, side: 'referee', kind: 'reward', uploads: 5 },
      { user_id: ravi.id, side: 'referee', kind: 'reversal', uploads: -5 },
    ]);
    expect([await limitOf(asha), await limitOf(ravi)]).toEqual([20, 20]);
    const { rows: written } = await superuser.query(
      `SELECT subject_id, details->>'side' AS side FROM audit_log WHERE action = 'admin.referral_reversed' ORDER BY side`,
    );
    expect(written).toEqual([
      { subject_id: ravi.id, side: 'referee' },
      { subject_id: asha.id, side: 'referrer' },
    ]);
    await completeProfile(ravi, 'Again');
    expect(await grants()).toHaveLength(4);
  });

  it('never take a limit below nothing', async () => {
    const asha = await aShop('Asha Prints');
    const ravi = await anInvited(asha);
    await completeProfile(ravi);
    await superuser.query('UPDATE users SET monthly_upload_limit = 2 WHERE id = $1', [asha.id]);
    await decide(await anAdmin(), 'reverse', (await referralOf(ravi))?.['id']);
    expect(await limitOf(asha)).toBe(0);
  });

  it('and a profile completed at the same moment pay once together, forty times', async () => {
    const admin = await anAdmin();
    for (let round = 0; round < 40; round += 1) {
      const asha = await aShop('Asha Prints');
      const ravi = await aNewcomer();
      await superuser.query(
        `INSERT INTO phone_history (user_id, phone_number, reason) VALUES ($1, $2, 'changed')`,
        [asha.id, ravi.phone_number],
      );
      await redeem(ravi, asha.referral_code);
      const id = (await referralOf(ravi))?.['id'];
      await Promise.all([completeProfile(ravi), decide(admin, 'approve', id)]);
      expect(await referralOf(ravi)).toMatchObject({ status: 'rewarded' });
      expect([await limitOf(asha), await limitOf(ravi)]).toEqual([25, 25]);
    }
  }, 30_000);

  it('show how far invitations come, by day in India', async () => {
    const admin = await anAdmin();
    const asha = await aShop('Asha Prints');
    await anInvited(asha);
    await completeProfile(await anInvited(asha));
    await api.query('SELECT note_referral_link_opens(3)');
    await api.query('SELECT note_referral_link_opens(4)');
    const funnel = await inScopeOf<Record<string, unknown>>(
      api,
      admin.id,
      `SELECT day::text, opened::int, joined::int, activated::int, rewarded::int FROM admin_referral_funnel()`,
    );
    expect(funnel).toHaveLength(30);
    const { rows } = await superuser.query<{ today: string }>(
      `SELECT (now() AT TIME ZONE 'Asia/Kolkata')::date::text AS today`,
    );
    expect(funnel.at(-1)).toEqual({
      day: rows[0]?.today,
      opened: 7,
      joined: 2,
      activated: 1,
      rewarded: 1,
    });
    expect(funnel[0]).toMatchObject({ opened: 0, joined: 0, activated: 0, rewarded: 0 });
  });

  it('count a step on its day in India: it turns at 18:30Z', async () => {
    const admin = await anAdmin();
    const ravi = await anInvited(await aShop('Asha Prints'));
    const onDay = async (time: string): Promise<unknown> => {
      await superuser.query(
        `UPDATE referrals SET joined_at = (now() AT TIME ZONE 'UTC')::date - 2 + $2::time WHERE referee_id = $1`,
        [ravi.id, time],
      );
      const rows = await inScopeOf<{ back: number }>(
        api,
        admin.id,
        `SELECT (now() AT TIME ZONE 'UTC')::date - day AS back FROM admin_referral_funnel() WHERE joined > 0`,
      );
      return rows.map(({ back }) => back);
    };
    await superuser.query(`ALTER DATABASE bharatprint SET timezone = 'UTC'`);
    expect(await onDay('18:29:59.999')).toEqual([2]);
    expect(await onDay('18:30:00')).toEqual([1]);
  });
});
