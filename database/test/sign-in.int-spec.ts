import type pg from 'pg';
import { aReferralCode, everythingWritten, insertUser, phoneNumber, readUser, signIn } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY);

let database: TestDatabase;
let api: pg.Pool;
let superuser: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  api = openPool(database.apiUrl);
  superuser = openPool(database.superuserUrl);
});

afterAll(async () => {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
});

beforeEach(() => superuser.query('TRUNCATE users, phone_history, audit_log'));

async function auditOf(subjectId: string): Promise<unknown[]> {
  const { rows } = await superuser.query<Record<string, unknown>>(
    'SELECT actor_id, action, details FROM audit_log WHERE subject_id = $1 ORDER BY created_at, action',
    [subjectId],
  );
  return rows;
}

async function historyOf(userId: string): Promise<unknown[]> {
  const { rows } = await superuser.query<Record<string, unknown>>(
    'SELECT phone_number, clerk_user_id, reason FROM phone_history WHERE user_id = $1',
    [userId],
  );
  return rows;
}

describe('sign_in(): the Clerk user still has the number', () => {
  const asha = { clerkUserId: 'user_asha', phoneNumber: phoneNumber(1) };
  const row = { clerk_user_id: 'user_asha', phone_number: phoneNumber(1) };

  it.each([true, false])('is returning, whether the number was looked up (%s) or not', async (isVerified) => {
    const before = await insertUser(superuser, { ...row, last_login: daysAgo(400) });
    const answer = await signIn(api, { ...asha, isVerified });
    expect(answer).toMatchObject({ outcome: 'returning', id: before.id, token_generation: 0, role: 'owner' });
    expect(Date.now() - Number(answer.last_login)).toBeLessThan(5_000);
    const { outcome: _, ...columns } = answer;
    expect(columns).toEqual(await readUser(superuser, before.id));
    expect(await auditOf(before.id)).toEqual([]);
  });

  it('fills the name only while there is none', async () => {
    await insertUser(superuser, row);
    expect(await signIn(api, { ...asha, name: '   ' })).toMatchObject({ owner_name: null });
    expect(await signIn(api, { ...asha, name: ' Asha Patil ' })).toMatchObject({ owner_name: 'Asha Patil' });
    expect(await signIn(api, { ...asha, name: 'Somebody' })).toMatchObject({ owner_name: 'Asha Patil' });
  });

  it('calls off a pending erasure', async () => {
    await insertUser(superuser, { ...row, erase_after: new Date() });
    expect(await signIn(api, asha)).toMatchObject({ outcome: 'returning', erase_after: null });
  });

  it('grants admin once, and writes that down', async () => {
    const { id } = await insertUser(superuser, row);
    expect(await signIn(api, { ...asha, isAdmin: true, isVerified: false })).toMatchObject({ role: 'admin' });
    expect(await signIn(api, { ...asha, isAdmin: true })).toMatchObject({ role: 'admin' });
    expect(await signIn(api, asha)).toMatchObject({ role: 'admin' });
    expect(await auditOf(id)).toEqual([{ actor_id: null, action: 'user.admin_granted', details: {} }]);
  });

  it.each([true, false])(
    'is blocked when the row is (looked up: %s), and writes nothing',
    async (isVerified) => {
      await insertUser(superuser, { ...row, blocked_at: new Date() });
      const before = await everythingWritten(superuser);
      const answer = await signIn(api, { ...asha, isVerified, isAdmin: true, name: 'Asha' });
      expect(answer).toMatchObject({ outcome: 'blocked', id: null, phone_number: null });
      expect(await everythingWritten(superuser)).toEqual(before);
    },
  );
});

describe('sign_in(): neither the Clerk user nor the number is known', () => {
  const ravi = { clerkUserId: 'user_ravi', phoneNumber: phoneNumber(2) };

  it('asks for a look-up first, and writes nothing', async () => {
    const before = await everythingWritten(superuser);
    const answer = await signIn(api, { ...ravi, isVerified: false });
    const { outcome, ...columns } = answer;
    expect(outcome).toBe('verification_needed');
    expect(new Set(Object.values(columns))).toEqual(new Set([null]));
    expect(await everythingWritten(superuser)).toEqual(before);
  });

  it('creates an account on the free plan', async () => {
    const referralCode = aReferralCode();
    const answer = await signIn(api, { ...ravi, name: 'Ravi', referralCode });
    expect(answer).toMatchObject({
      outcome: 'created',
      phone_number: ravi.phoneNumber,
      clerk_user_id: 'user_ravi',
      owner_name: 'Ravi',
      phone_verified: true,
      referral_code: referralCode,
      subscription_status: 'free',
      documents_uploaded: 0,
      monthly_upload_limit: 20,
      uploads_used_this_month: 0,
      language: 'en',
      role: 'owner',
      token_generation: 0,
      blocked_at: null,
      parked_at: null,
    });
    expect(answer.last_login).not.toBeNull();
    expect(await auditOf(answer.id)).toEqual([]);
  });

  it('creates an admin', async () => {
    expect(await signIn(api, { ...ravi, isAdmin: true })).toMatchObject({
      outcome: 'created',
      role: 'admin',
    });
  });

  it('says when the referral code is taken, and writes nothing', async () => {
    const { referral_code: referralCode } = await insertUser(superuser);
    const before = await everythingWritten(superuser);
    const answer = await signIn(api, { ...ravi, referralCode });
    expect(answer).toMatchObject({ outcome: 'referral_code_taken', id: null });
    expect(await everythingWritten(superuser)).toEqual(before);
  });
});

describe('sign_in(): the number waits for a Clerk user', () => {
  const meena = { clerkUserId: 'user_meena', phoneNumber: phoneNumber(3) };

  it('binds the row', async () => {
    const row = await insertUser(superuser, {
      phone_number: meena.phoneNumber,
      clerk_user_id: null,
      last_login: null,
      created_at: daysAgo(400),
      phone_verified: false,
    });
    const answer = await signIn(api, meena);
    expect(answer).toMatchObject({
      outcome: 'bound',
      id: row.id,
      clerk_user_id: 'user_meena',
      phone_verified: true,
    });
  });

  it('does not bind a blocked row', async () => {
    await insertUser(superuser, {
      phone_number: meena.phoneNumber,
      clerk_user_id: null,
      blocked_at: new Date(),
    });
    const before = await everythingWritten(superuser);
    expect(await signIn(api, meena)).toMatchObject({ outcome: 'blocked', id: null });
    expect(await everythingWritten(superuser)).toEqual(before);
  });
});

describe('sign_in(): the Clerk user has a new number', () => {
  const john = { clerkUserId: 'user_john', phoneNumber: phoneNumber(5) };
  const row = { clerk_user_id: 'user_john', phone_number: phoneNumber(4), token_generation: 3 };

  it('takes the new number and remembers the old one', async () => {
    const { id } = await insertUser(superuser, row);
    const answer = await signIn(api, john);
    expect(answer).toMatchObject({
      outcome: 'phone_changed',
      id,
      phone_number: phoneNumber(5),
      token_generation: 3,
    });
    expect(await historyOf(id)).toEqual([
      { phone_number: phoneNumber(4), clerk_user_id: 'user_john', reason: 'changed' },
    ]);
    expect(await auditOf(id)).toEqual([{ actor_id: id, action: 'user.phone_changed', details: {} }]);
  });

  it('parks the account that held the number', async () => {
    const { id } = await insertUser(superuser, row);
    const holder = await insertUser(superuser, {
      clerk_user_id: 'user_old',
      phone_number: phoneNumber(5),
      city: 'Pune',
    });
    expect(await signIn(api, john)).toMatchObject({ outcome: 'phone_changed', id });
    expect(await readUser(superuser, holder.id)).toMatchObject({
      phone_number: null,
      clerk_user_id: 'user_old',
      parked_at: expect.any(Date) as Date,
      token_generation: 1,
      city: 'Pune',
    });
    expect(await historyOf(holder.id)).toEqual([
      { phone_number: phoneNumber(5), clerk_user_id: 'user_old', reason: 'taken' },
    ]);
    expect(await auditOf(holder.id)).toEqual([
      { actor_id: id, action: 'user.parked', details: { reason: 'taken' } },
    ]);
  });

  it.each([
    { case: 'the own account is blocked', mine: { blocked_at: new Date() }, holder: {}, outcome: 'blocked' },
    {
      case: 'the account with the number is blocked',
      mine: {},
      holder: { blocked_at: new Date() },
      outcome: 'blocked',
    },
    {
      case: 'the own account is parked',
      mine: { parked_at: new Date(), phone_number: null },
      holder: {},
      outcome: 'parked',
    },
  ])('is $outcome when $case, and writes nothing', async ({ mine, holder, outcome }) => {
    await insertUser(superuser, { ...row, ...mine });
    await insertUser(superuser, { phone_number: phoneNumber(5), ...holder });
    const before = await everythingWritten(superuser);
    expect(await signIn(api, john)).toMatchObject({ outcome, id: null });
    expect(await everythingWritten(superuser)).toEqual(before);
  });
});

describe('sign_in(): the number belongs to another Clerk user', () => {
  const newcomer = { clerkUserId: 'user_new', phoneNumber: phoneNumber(6), name: 'New' };
  const row = { clerk_user_id: 'user_before', phone_number: phoneNumber(6), owner_name: 'Before' };

  it.each([
    { case: 'used 89 days ago', last_login: daysAgo(89), created_at: daysAgo(500) },
    { case: 'never used and made 89 days ago', last_login: null, created_at: daysAgo(89) },
  ])('rebinds an account $case, and ends its tokens', async ({ last_login, created_at }) => {
    const { id } = await insertUser(superuser, { ...row, last_login, created_at, erase_after: new Date() });
    expect(await signIn(api, newcomer)).toMatchObject({
      outcome: 'rebound',
      id,
      clerk_user_id: 'user_new',
      token_generation: 1,
      owner_name: 'Before',
      erase_after: null,
    });
    expect(await auditOf(id)).toEqual([
      {
        actor_id: id,
        action: 'user.rebound',
        details: { fromClerkUserId: 'user_before', toClerkUserId: 'user_new' },
      },
    ]);
    expect(await historyOf(id)).toEqual([]);
  });

  it('does not pass an admin’s rights on with the number', async () => {
    await insertUser(superuser, { ...row, role: 'admin' });
    expect(await signIn(api, newcomer)).toMatchObject({ outcome: 'rebound', role: 'owner' });
  });

  it.each([
    { case: 'used 91 days ago', last_login: daysAgo(91), created_at: daysAgo(500) },
    { case: 'never used and made 91 days ago', last_login: null, created_at: daysAgo(91) },
  ])('parks an account $case and creates a fresh one', async ({ last_login, created_at }) => {
    const old = await insertUser(superuser, { ...row, last_login, created_at, shop_name: 'Old Prints' });
    const answer = await signIn(api, newcomer);
    expect(answer).toMatchObject({
      outcome: 'created',
      clerk_user_id: 'user_new',
      owner_name: 'New',
      shop_name: null,
    });
    expect(answer.id).not.toBe(old.id);
    expect(await readUser(superuser, old.id)).toMatchObject({
      phone_number: null,
      clerk_user_id: 'user_before',
      parked_at: expect.any(Date) as Date,
      token_generation: 1,
      shop_name: 'Old Prints',
    });
    expect(await historyOf(old.id)).toEqual([
      { phone_number: phoneNumber(6), clerk_user_id: 'user_before', reason: 'reissued' },
    ]);
    expect(await auditOf(old.id)).toEqual([
      { actor_id: answer.id, action: 'user.parked', details: { reason: 'reissued' } },
    ]);
    expect(await signIn(api, { clerkUserId: 'user_before', phoneNumber: phoneNumber(7) })).toMatchObject({
      outcome: 'parked',
    });
  });

  it('parks nobody when the fresh account’s referral code is taken', async () => {
    const old = await insertUser(superuser, { ...row, last_login: daysAgo(91) });
    const before = await everythingWritten(superuser);
    const answer = await signIn(api, { ...newcomer, referralCode: old.referral_code });
    expect(answer).toMatchObject({ outcome: 'referral_code_taken', id: null });
    expect(await everythingWritten(superuser)).toEqual(before);
  });

  it.each([1, 91])('is blocked when that account, used %i days ago, is', async (days) => {
    await insertUser(superuser, { ...row, last_login: daysAgo(days), blocked_at: new Date() });
    const before = await everythingWritten(superuser);
    expect(await signIn(api, newcomer)).toMatchObject({ outcome: 'blocked', id: null });
    expect(await everythingWritten(superuser)).toEqual(before);
  });
});

describe('sign_in() and the row-level-security scope', () => {
  it('sets none', async () => {
    const client = await api.connect();
    try {
      await client.query('BEGIN');
      await signIn(client as unknown as pg.Pool, { clerkUserId: 'user_scope', phoneNumber: phoneNumber(8) });
      const { rows } = await client.query(
        `SELECT current_setting('app.user_id', true) AS scope, count(*) FROM users`,
      );
      expect(rows).toEqual([{ scope: null, count: '0' }]);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});
