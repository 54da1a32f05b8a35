import type pg from 'pg';
import { everythingWritten, insertUser, phoneNumber, readUser, signIn, type UserRow } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

let database: TestDatabase;
let api: pg.Pool;
let superuser: pg.Pool;
let asha: UserRow;
let deliveries = 0;

const at = (day: number) => new Date(Date.UTC(2026, 10, day));

beforeAll(async () => {
  database = await startTestDatabase();
  api = openPool(database.apiUrl, { max: 50 });
  superuser = openPool(database.superuserUrl);
});

afterAll(async () => {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
});

beforeEach(async () => {
  await superuser.query('TRUNCATE users, deleted_clerk_users, webhook_deliveries CASCADE');
  asha = await insertUser(superuser, {
    clerk_user_id: 'user_asha',
    phone_number: phoneNumber(1),
    clerk_state_at: at(5),
  });
});

interface News {
  svixId?: string | null;
  phone?: string | null;
  isBanned?: boolean;
  stateAt?: Date;
  clerkUserId?: string;
}

async function follow({ svixId, phone = phoneNumber(1), isBanned = false, ...news }: News): Promise<unknown> {
  deliveries += 1;
  const { rows } = await api.query<{ outcome: unknown }>(
    'SELECT follow_clerk_user($1, $2, $3, $4, $5) AS outcome',
    [
      svixId === undefined ? `msg_${deliveries}` : svixId,
      news.clerkUserId ?? 'user_asha',
      phone,
      isBanned,
      news.stateAt ?? at(6),
    ],
  );
  return rows[0]?.outcome;
}

async function followDeletion(svixId: string, clerkUserId = 'user_asha'): Promise<unknown> {
  const { rows } = await api.query<{ outcome: unknown }>('SELECT follow_clerk_deletion($1, $2) AS outcome', [
    svixId,
    clerkUserId,
  ]);
  return rows[0]?.outcome;
}

const count = async (table: string) => (await superuser.query(`SELECT FROM ${table}`)).rowCount;

describe('follow_clerk_user()', () => {
  it('changes nothing but the moment for what is known already', async () => {
    expect(await follow({})).toBe('unchanged');
    const { updated_at: _, ...rest } = asha;
    expect(await readUser(superuser, asha.id)).toMatchObject({ ...rest, clerk_state_at: at(6) });
  });

  it('takes the new number, and remembers the old one', async () => {
    expect(await follow({ phone: phoneNumber(2) })).toBe('phone_changed');
    expect(await readUser(superuser, asha.id)).toMatchObject({
      phone_number: phoneNumber(2),
      token_generation: 0,
    });
    const { rows } = await superuser.query('SELECT phone_number, reason FROM phone_history');
    expect(rows).toEqual([{ phone_number: phoneNumber(1), reason: 'changed' }]);
  });

  it('parks the account that held the number', async () => {
    const ravi = await insertUser(superuser, { phone_number: phoneNumber(2) });
    expect(await follow({ phone: phoneNumber(2) })).toBe('phone_changed');
    expect(await readUser(superuser, ravi.id)).toMatchObject({
      phone_number: null,
      parked_at: expect.any(Date),
      token_generation: 1,
    });
  });

  it.each([4, 5])('ignores news of day %i while it follows day 5', async (day) => {
    expect(await follow({ phone: phoneNumber(2), stateAt: at(day) })).toBe('stale');
    expect(await readUser(superuser, asha.id)).toEqual(asha);
  });

  it('ignores what is older than the last sign-in with another number', async () => {
    const { id } = await signIn(api, {
      clerkUserId: 'user_asha',
      phoneNumber: phoneNumber(3),
      clerkStateAt: at(9),
    });
    expect(await follow({ phone: phoneNumber(1), stateAt: at(8) })).toBe('stale');
    expect(await readUser(superuser, id)).toMatchObject({ phone_number: phoneNumber(3) });
  });

  it('has one effect however often a delivery comes', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => follow({ svixId: 'msg_same', phone: phoneNumber(2) })),
    );
    expect(outcomes.filter((outcome) => outcome === 'phone_changed')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(49);
    expect(await count('webhook_deliveries')).toBe(1);
    expect(await count('phone_history')).toBe(1);
  });

  it('remembers a delivery only together with its effect', async () => {
    const client = await api.connect();
    await client.query('BEGIN');
    await client.query('SELECT follow_clerk_user($1, $2, $3, false, $4)', [
      'msg_rolled_back',
      'user_asha',
      phoneNumber(2),
      at(7),
    ]);
    await client.query('ROLLBACK');
    client.release();
    expect(await count('webhook_deliveries')).toBe(0);
    expect(await follow({ svixId: 'msg_rolled_back', phone: phoneNumber(2) })).toBe('phone_changed');
  });

  it('makes no account for a Clerk user who has none', async () => {
    expect(await follow({ clerkUserId: 'user_stranger', phone: phoneNumber(9) })).toBe('unknown');
    expect(await count('users')).toBe(1);
  });

  it('no longer takes the number as proven when Clerk does not, and ends the tokens once', async () => {
    expect(await follow({ phone: null })).toBe('unverified');
    expect(await follow({ phone: null, stateAt: at(7) })).toBe('unchanged');
    expect(await readUser(superuser, asha.id)).toMatchObject({
      phone_number: phoneNumber(1),
      phone_verified: false,
      token_generation: 1,
    });
    expect(await follow({ stateAt: at(8) })).toBe('verified');
    expect(await readUser(superuser, asha.id)).toMatchObject({ phone_verified: true });
  });

  it('lets nobody out of a block by way of another Clerk user', async () => {
    const blocked = await insertUser(superuser, { phone_number: phoneNumber(2), blocked_at: new Date() });
    expect(await follow({ phone: phoneNumber(2) })).toBe('unverified');
    expect(await readUser(superuser, blocked.id)).toEqual(blocked);
    expect(await signIn(api, { clerkUserId: 'user_asha', phoneNumber: phoneNumber(2) })).toMatchObject({
      outcome: 'blocked',
    });
  });

  it('leaves a blocked account its number, which opens no new account to another Clerk user', async () => {
    await superuser.query('UPDATE users SET blocked_at = now() WHERE id = $1', [asha.id]);
    expect(await follow({ phone: phoneNumber(2) })).toBe('unverified');
    expect(await readUser(superuser, asha.id)).toMatchObject({
      phone_number: phoneNumber(1),
      phone_verified: false,
      clerk_state_at: at(6),
      token_generation: 1,
    });
    expect(await count('phone_history')).toBe(0);
    expect(await follow({ phone: phoneNumber(2), stateAt: at(7) })).toBe('unchanged');
    expect(await signIn(api, { clerkUserId: 'user_second', phoneNumber: phoneNumber(1) })).toMatchObject({
      outcome: 'blocked',
    });
    expect(await count('users')).toBe(1);
  });

  it('parks nobody for the sake of a blocked account', async () => {
    const ravi = await insertUser(superuser, { phone_number: phoneNumber(2) });
    await superuser.query('UPDATE users SET blocked_at = now() WHERE id = $1', [asha.id]);
    expect(await follow({ phone: phoneNumber(2) })).toBe('unverified');
    expect(await readUser(superuser, ravi.id)).toEqual(ravi);
  });

  it('lets an account that is blocked no more follow its Clerk user at the next sign-in', async () => {
    await superuser.query('UPDATE users SET blocked_at = now() WHERE id = $1', [asha.id]);
    await follow({ phone: phoneNumber(2) });
    await superuser.query('UPDATE users SET blocked_at = NULL WHERE id = $1', [asha.id]);
    const back = { clerkUserId: 'user_asha', clerkStateAt: at(6) };
    expect(await signIn(api, { ...back, phoneNumber: phoneNumber(1), isVerified: false })).toMatchObject({
      outcome: 'verification_needed',
    });
    expect(await signIn(api, { ...back, phoneNumber: phoneNumber(2) })).toMatchObject({
      outcome: 'phone_changed',
      id: asha.id,
    });
  });

  it.each([
    { case: 'a ban', news: { isBanned: true }, reason: 'banned' },
    { case: 'no verified number', news: { phone: null }, reason: 'number_unverified' },
    { case: 'the number of a blocked account', news: { phone: phoneNumber(2) }, reason: 'number_refused' },
  ])('writes down once that $case ended the tokens', async ({ news, reason }) => {
    await insertUser(superuser, { phone_number: phoneNumber(2), blocked_at: new Date() });
    await follow(news);
    await follow({ ...news, stateAt: at(7) });
    const { rows } = await superuser.query('SELECT actor_id, subject_id, action, details FROM audit_log');
    expect(rows).toEqual([
      {
        actor_id: null,
        subject_id: asha.id,
        action: 'user.unverified',
        details: { reason, clerkUserId: 'user_asha' },
      },
    ]);
  });

  it('ends the tokens of a user banned at Clerk, and makes none of a session token still under way', async () => {
    const attempt = { clerkUserId: 'user_asha', phoneNumber: phoneNumber(1) };
    expect(await follow({ isBanned: true })).toBe('unverified');
    expect(await readUser(superuser, asha.id)).toMatchObject({ token_generation: 1, phone_verified: false });
    expect(await signIn(api, { ...attempt, isVerified: false })).toMatchObject({
      outcome: 'verification_needed',
    });
    expect(await signIn(api, { ...attempt, clerkStateAt: at(5) })).toMatchObject({
      outcome: 'verification_needed',
    });
    expect(await follow({ stateAt: at(7) })).toBe('verified');
    expect(await signIn(api, { ...attempt, isVerified: false })).toMatchObject({ outcome: 'returning' });
  });

  it('gives the number back to no session token made before the change', async () => {
    await follow({ phone: phoneNumber(2) });
    const before = await everythingWritten(superuser);
    expect(
      await signIn(api, { clerkUserId: 'user_asha', phoneNumber: phoneNumber(1), clerkStateAt: at(5) }),
    ).toMatchObject({ outcome: 'verification_needed', id: null });
    expect(await everythingWritten(superuser)).toEqual(before);
  });

  it('leaves a parked account parked', async () => {
    await insertUser(superuser, { clerk_user_id: 'user_old', phone_number: null, parked_at: new Date() });
    expect(await follow({ clerkUserId: 'user_old', phone: phoneNumber(7) })).toBe('parked');
  });

  it('and sign-ins settle who has a number, whatever the order', async () => {
    const rounds = Array.from({ length: 20 }, async (_, n) => {
      const [a, b] = [`user_a${n}`, `user_b${n}`];
      const [p, q] = [phoneNumber(1_000 + n), phoneNumber(2_000 + n)];
      await insertUser(superuser, { clerk_user_id: a, phone_number: p });
      await insertUser(superuser, { clerk_user_id: b, phone_number: q });
      // Two owners who swap their numbers, told by webhooks and shown by sign-ins at the same time.
      await Promise.all([
        follow({ clerkUserId: a, phone: q }),
        follow({ clerkUserId: b, phone: p }),
        signIn(api, { clerkUserId: a, phoneNumber: q }),
        signIn(api, { clerkUserId: b, phoneNumber: p }),
      ]);
    });
    await Promise.all(rounds);
    const { rows } = await superuser.query<{ n: string }>(
      'SELECT count(*) AS n FROM users WHERE phone_number IS NULL AND parked_at IS NULL',
    );
    expect(rows).toEqual([{ n: '0' }]);
  });
});

describe('follow_clerk_deletion()', () => {
  it('ends the tokens, lets go of the Clerk user, and marks for erasure in seven days', async () => {
    await superuser.query(`UPDATE users SET role = 'admin' WHERE id = $1`, [asha.id]);
    expect(await followDeletion('msg_gone')).toBe('deleted');
    const row = await readUser(superuser, asha.id);
    expect(row).toMatchObject({ clerk_user_id: null, token_generation: 1, role: 'owner' });
    expect(Math.round((Number(row.erase_after) - Date.now()) / 3_600_000)).toBe(7 * 24);
    const { rows } = await superuser.query('SELECT action FROM audit_log WHERE subject_id = $1', [asha.id]);
    expect(rows).toEqual([{ action: 'user.deleted_at_clerk' }]);
  });

  it('is for good: later news, and sign-ins with a token still under way, change nothing', async () => {
    await followDeletion('msg_gone');
    const before = await everythingWritten(superuser);
    expect(await follow({ phone: phoneNumber(2), stateAt: at(20) })).toBe('unknown');
    expect(await everythingWritten(superuser)).toEqual(before);
    expect(await signIn(api, { clerkUserId: 'user_asha', phoneNumber: phoneNumber(1) })).toMatchObject({
      outcome: 'session_ended',
    });
    expect(await readUser(superuser, asha.id)).toMatchObject({ erase_after: expect.any(Date) });
  });

  it('is called off by the same number with a new Clerk user', async () => {
    await followDeletion('msg_gone');
    const answer = await signIn(api, { clerkUserId: 'user_asha_again', phoneNumber: phoneNumber(1) });
    expect(answer).toMatchObject({ outcome: 'bound', id: asha.id, erase_after: null });
  });

  it('has one effect however often it comes', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => followDeletion('msg_gone')));
    expect(outcomes.filter((outcome) => outcome === 'deleted')).toHaveLength(1);
    expect(await followDeletion('msg_again')).toBe('unknown');
    expect(await readUser(superuser, asha.id)).toMatchObject({ token_generation: 1 });
  });

  it('is remembered for a Clerk user who never had an account', async () => {
    expect(await followDeletion('msg_gone', 'user_never')).toBe('unknown');
    expect(await signIn(api, { clerkUserId: 'user_never', phoneNumber: phoneNumber(8) })).toMatchObject({
      outcome: 'session_ended',
    });
  });
});
