import type pg from 'pg';
import { aReferralCode, everythingWritten, insertUser, phoneNumber, readUser, signIn } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';
import { untilLocked } from './until-locked.ts';

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

beforeEach(() => superuser.query('TRUNCATE users, deleted_clerk_users, ended_clerk_sessions CASCADE'));

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

/** What was written in between is the refusal's own audit entry, and nothing else. */
async function expectRefusalAlone(
  [users, history, audit]: unknown[][],
  refusal: { reason: string; clerkUserId: string; subject: string | null },
): Promise<void> {
  const after = await everythingWritten(superuser);
  expect(after.slice(0, 2)).toEqual([users, history]);
  expect(after[2]?.slice(0, audit?.length)).toEqual(audit);
  expect(after[2]?.slice(audit?.length)).toMatchObject([
    {
      actor_id: null,
      subject_id: refusal.subject,
      action: 'sign_in.refused',
      details: { reason: refusal.reason, clerkUserId: refusal.clerkUserId },
    },
  ]);
}

describe('sign_in(): the Clerk user still has the number', () => {
  const asha = { clerkUserId: 'user_asha', phoneNumber: phoneNumber(1) };
  const row = { clerk_user_id: 'user_asha', phone_number: phoneNumber(1) };

  it.each([true, false])('is returning, whether the number was looked up (%s) or not', async (isVerified) => {
    const before = await insertUser(superuser, { ...row, last_login: daysAgo(400) });
    const answer = await signIn(api, { ...asha, isVerified });
    expect(answer).toMatchObject({ outcome: 'returning', id: before.id, token_generation: 0, role: 'owner' });
    expect(Date.now() - Number(answer.last_login)).toBeLessThan(5_000);
    const { outcome: _, invitation, ...columns } = answer;
    expect(invitation).toBeNull();
    expect(await readUser(superuser, before.id)).toMatchObject(columns);
    expect(await auditOf(before.id)).toEqual([]);
  });

  it('fills the name only while there is none', async () => {
    await insertUser(superuser, row);
    expect(await signIn(api, { ...asha, name: '   ' })).toMatchObject({ owner_name: null });
    expect(await signIn(api, { ...asha, name: ' Asha Patil ' })).toMatchObject({ owner_name: 'Asha Patil' });
    expect(await signIn(api, { ...asha, name: 'Somebody' })).toMatchObject({ owner_name: 'Asha Patil' });
  });

  it('calls off a pending erasure once the number is looked up, and writes that down', async () => {
    const { id } = await insertUser(superuser, { ...row, erase_after: new Date() });
    expect(await signIn(api, { ...asha, isVerified: false })).toMatchObject({
      outcome: 'verification_needed',
    });
    expect(await signIn(api, asha)).toMatchObject({ outcome: 'returning', erase_after: null });
    expect(await auditOf(id)).toEqual([{ actor_id: id, action: 'user.erasure_cancelled', details: {} }]);
  });

  it('needs a look-up when nobody vouches for the number any more', async () => {
    await insertUser(superuser, { ...row, phone_verified: false });
    expect(await signIn(api, { ...asha, isVerified: false })).toMatchObject({
      outcome: 'verification_needed',
    });
    expect(await signIn(api, asha)).toMatchObject({ outcome: 'returning', phone_verified: true });
  });

  it.each([true, false])('lets no ended session in (looked up: %s)', async (isVerified) => {
    const { id } = await insertUser(superuser, row);
    await superuser.query(`INSERT INTO ended_clerk_sessions (session_id) VALUES ('sess_ended')`);
    const before = await everythingWritten(superuser);
    const answer = await signIn(api, { ...asha, isVerified, sessionId: 'sess_ended' });
    expect(answer).toMatchObject({ outcome: 'session_ended', id: null });
    await expectRefusalAlone(before, { reason: 'session_ended', clerkUserId: 'user_asha', subject: id });
    expect(await signIn(api, { ...asha, isVerified, sessionId: 'sess_new' })).toMatchObject({
      outcome: 'returning',
    });
  });

  it('lets no session in that a sign-out ends while the sign-in waits for it', async () => {
    const { id } = await insertUser(superuser, row);
    const signingOut = await superuser.connect();
    await signingOut.query('BEGIN');
    await signingOut.query('UPDATE users SET token_generation = token_generation + 1 WHERE id = $1', [id]);
    await signingOut.query(`INSERT INTO ended_clerk_sessions (session_id) VALUES ('sess_racing')`);
    const signingIn = signIn(api, { ...asha, sessionId: 'sess_racing' });
    await untilLocked(superuser, 'sign_in(');
    await signingOut.query('COMMIT');
    signingOut.release();
    expect(await signingIn).toMatchObject({ outcome: 'session_ended', id: null });
  });

  it('answers builds of before, which name no session', async () => {
    const { id } = await insertUser(superuser, row);
    const { rows } = await api.query(`SELECT outcome, id FROM sign_in($1, $2, NULL, false, false, $3)`, [
      asha.clerkUserId,
      asha.phoneNumber,
      aReferralCode(),
    ]);
    expect(rows).toEqual([{ outcome: 'returning', id }]);
    await superuser.query(`INSERT INTO deleted_clerk_users (clerk_user_id) VALUES ('user_gone')`);
    const gone = await api.query(`SELECT outcome FROM sign_in('user_gone', $1, NULL, true, false, $2)`, [
      phoneNumber(90),
      aReferralCode(),
    ]);
    expect(gone.rows).toEqual([{ outcome: 'blocked' }]);
  });

  it('grants admin once, and writes that down', async () => {
    const { id } = await insertUser(superuser, row);
    expect(await signIn(api, { ...asha, isAdmin: true, isVerified: false })).toMatchObject({ role: 'admin' });
    expect(await signIn(api, { ...asha, isAdmin: true })).toMatchObject({
      role: 'admin',
      token_generation: 0,
    });
    expect(await auditOf(id)).toEqual([{ actor_id: null, action: 'user.admin_granted', details: {} }]);
  });

  it('takes admin away once, with every token, from a number that is no admin’s any more', async () => {
    const { id } = await insertUser(superuser, { ...row, role: 'admin' });
    const demoted = { outcome: 'returning', role: 'owner', token_generation: 1 };
    expect(await signIn(api, { ...asha, isVerified: false })).toMatchObject(demoted);
    expect(await signIn(api, asha)).toMatchObject(demoted);
    expect(await readUser(superuser, id)).toMatchObject({ role: 'owner', token_generation: 1 });
    expect(await auditOf(id)).toEqual([{ actor_id: null, action: 'user.admin_revoked', details: {} }]);
  });

  it('takes admin away once when many sign in at the same moment', async () => {
    const { id } = await insertUser(superuser, { ...row, role: 'admin' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(api, asha)));
    expect(new Set(answers.map(({ role, token_generation: tokens }) => `${role} ${tokens}`))).toEqual(
      new Set(['owner 1']),
    );
    expect(await auditOf(id)).toHaveLength(1);
  });

  it.each([true, false])(
    'is blocked when the row is (looked up: %s), and writes only that down',
    async (isVerified) => {
      const { id } = await insertUser(superuser, { ...row, blocked_at: new Date() });
      const before = await everythingWritten(superuser);
      const answer = await signIn(api, { ...asha, isVerified, isAdmin: true, name: 'Asha' });
      expect(answer).toMatchObject({ outcome: 'blocked', id: null, phone_number: null });
      await expectRefusalAlone(before, { reason: 'blocked', clerkUserId: 'user_asha', subject: id });
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

describe('sign_in(): the Clerk user is gone at Clerk', () => {
  it('makes, binds and rebinds nothing for it', async () => {
    await superuser.query(`INSERT INTO deleted_clerk_users (clerk_user_id) VALUES ('user_gone')`);
    await insertUser(superuser, { phone_number: phoneNumber(21), clerk_user_id: null });
    await insertUser(superuser, { phone_number: phoneNumber(22) });
    const before = await everythingWritten(superuser);
    for (const n of [20, 21, 22]) {
      const answer = await signIn(api, { clerkUserId: 'user_gone', phoneNumber: phoneNumber(n) });
      expect(answer).toMatchObject({ outcome: 'session_ended', id: null });
    }
    const after = await everythingWritten(superuser);
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  });
});

describe('sign_in() and the state of the Clerk user', () => {
  const [older, newer] = [new Date('2026-11-01T00:00:00Z'), new Date('2026-11-02T00:00:00Z')];
  const stateOf = async (id: string) => (await readUser(superuser, id))['clerk_state_at'];

  it('keeps the newest it was told', async () => {
    const asha = { clerkUserId: 'user_asha', phoneNumber: phoneNumber(31) };
    const { id } = await signIn(api, { ...asha, clerkStateAt: older });
    expect(await stateOf(id)).toEqual(older);
    await signIn(api, { ...asha, phoneNumber: phoneNumber(32), clerkStateAt: newer });
    expect(await stateOf(id)).toEqual(newer);
    await signIn(api, { ...asha, phoneNumber: phoneNumber(33), clerkStateAt: older });
    expect(await stateOf(id)).toEqual(newer);
  });

  it('begins anew with another Clerk user', async () => {
    const { id } = await signIn(api, {
      clerkUserId: 'user_a',
      phoneNumber: phoneNumber(34),
      clerkStateAt: newer,
    });
    await signIn(api, { clerkUserId: 'user_b', phoneNumber: phoneNumber(34), clerkStateAt: older });
    expect(await stateOf(id)).toEqual(older);
  });
});

describe('refuse_sign_in()', () => {
  it('writes down whom it concerns, known or not', async () => {
    const { id } = await insertUser(superuser, { clerk_user_id: 'user_asha' });
    await api.query(`SELECT refuse_sign_in('user_asha', 'identity_mismatch')`);
    await api.query(`SELECT refuse_sign_in('user_nobody', 'phone_unverified')`);
    const { rows } = await superuser.query('SELECT subject_id, action, details FROM audit_log ORDER BY id');
    expect(rows).toEqual([
      {
        subject_id: id,
        action: 'sign_in.refused',
        details: { reason: 'identity_mismatch', clerkUserId: 'user_asha' },
      },
      {
        subject_id: null,
        action: 'sign_in.refused',
        details: { reason: 'phone_unverified', clerkUserId: 'user_nobody' },
      },
    ]);
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
    const { id } = await insertUser(superuser, {
      phone_number: meena.phoneNumber,
      clerk_user_id: null,
      blocked_at: new Date(),
    });
    const before = await everythingWritten(superuser);
    expect(await signIn(api, meena)).toMatchObject({ outcome: 'blocked', id: null });
    await expectRefusalAlone(before, { reason: 'blocked', clerkUserId: 'user_meena', subject: id });
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
  ])('is $outcome when $case, and writes only that down', async ({ mine, holder, outcome }) => {
    const { id } = await insertUser(superuser, { ...row, ...mine });
    await insertUser(superuser, { phone_number: phoneNumber(5), ...holder });
    const before = await everythingWritten(superuser);
    expect(await signIn(api, john)).toMatchObject({ outcome, id: null });
    await expectRefusalAlone(before, { reason: outcome, clerkUserId: 'user_john', subject: id });
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
      { actor_id: id, action: 'user.erasure_cancelled', details: {} },
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
    const { id } = await insertUser(superuser, {
      ...row,
      last_login: daysAgo(days),
      blocked_at: new Date(),
    });
    const before = await everythingWritten(superuser);
    expect(await signIn(api, newcomer)).toMatchObject({ outcome: 'blocked', id: null });
    await expectRefusalAlone(before, { reason: 'blocked', clerkUserId: 'user_new', subject: id });
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
