import type pg from 'pg';
import { insertUser, phoneNumber, signIn, type SignInAnswer, type SignInAttempt } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

let database: TestDatabase;
let api: pg.Pool;
let superuser: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  api = openPool(database.apiUrl, { max: 40 });
  superuser = openPool(database.superuserUrl);
});

afterAll(async () => {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
});

beforeEach(() => superuser.query('TRUNCATE users CASCADE'));

function countOutcomes(answers: SignInAnswer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of answers) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

function signInAll(attempts: SignInAttempt[]): Promise<SignInAnswer[]> {
  return Promise.all(attempts.map((attempt) => signIn(api, attempt)));
}

async function countRows(condition: string): Promise<number> {
  const { rows } = await superuser.query<{ count: string }>(`SELECT count(*) FROM users WHERE ${condition}`);
  return Number(rows[0]?.count);
}

/** A fixed disorder: the same "random" order on every run. */
function shuffled<Item>(items: Item[], seed: number): Item[] {
  const order = items.map((item, index) => ({
    item,
    rank: Math.imul(index + 1, 2_654_435_761 + seed * 40_503) >>> 0,
  }));
  return order.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
}

describe('sign_in() under races', () => {
  it('makes one account of 500 parallel first sign-ins of one owner', async () => {
    const answers = await signInAll(
      Array.from({ length: 500 }, () => ({ clerkUserId: 'user_one', phoneNumber: phoneNumber(1) })),
    );
    expect(countOutcomes(answers)).toEqual({ created: 1, returning: 499 });
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await countRows('true')).toBe(1);
  });

  it('makes one account of 500 parallel first sign-ins of one number by different Clerk users', async () => {
    const answers = await signInAll(
      Array.from({ length: 500 }, (_, n) => ({ clerkUserId: `user_${n}`, phoneNumber: phoneNumber(1) })),
    );
    expect(countOutcomes(answers)).toEqual({ created: 1, rebound: 499 });
    expect(await countRows('token_generation = 499')).toBe(1);
    expect(await countRows('true')).toBe(1);
  });

  it('makes 500 accounts of 500 owners', async () => {
    const answers = await signInAll(
      Array.from({ length: 500 }, (_, n) => ({ clerkUserId: `user_${n}`, phoneNumber: phoneNumber(n) })),
    );
    expect(countOutcomes(answers)).toEqual({ created: 500 });
    expect(await countRows('parked_at IS NULL')).toBe(500);
  });

  it('settles 150 numbers × 40 parallel sign-ins of mixed Clerk users without an error', async () => {
    const attempts = Array.from({ length: 150 * 40 }, (_, n) => ({
      clerkUserId: `user_${Math.floor(n / 40) % 100}_${n % 7}`,
      phoneNumber: phoneNumber(Math.floor(n / 40)),
    }));
    const answers = await signInAll(shuffled(attempts, 1));
    expect(answers).toHaveLength(6_000);
    expect(await countRows('true')).toBe(countOutcomes(answers)['created']);
  }, 30_000);

  it.each([1, 2, 3, 4, 5])('lets owners swap numbers both ways at once (round %i)', async (round) => {
    const owners = Array.from({ length: 30 }, (_, n) => n);
    for (const n of owners) {
      await insertUser(superuser, { clerk_user_id: `user_${n}`, phone_number: phoneNumber(n) });
    }
    const neighbours = owners.flatMap((n) => [n, n ^ 1].map((number) => [n, number] as const));
    const attempts = shuffled([...neighbours, ...neighbours, ...neighbours], round);
    const answers = await signInAll(
      attempts.map(([n, number]) => ({ clerkUserId: `user_${n}`, phoneNumber: phoneNumber(number) })),
    );
    const allowed = new Set(['returning', 'phone_changed', 'parked']);
    expect(answers.filter(({ outcome }) => !allowed.has(outcome))).toEqual([]);
    expect(await countRows('true')).toBe(30);
  });

  it('neither waits for ever nor fails when an owner keeps changing between numbers', async () => {
    await insertUser(superuser, { clerk_user_id: 'user_0', phone_number: phoneNumber(0) });
    const attempts = Array.from({ length: 600 }, (_, n) => ({
      clerkUserId: 'user_0',
      phoneNumber: phoneNumber(n % 3),
    }));
    const answers = await signInAll(shuffled(attempts, 1));
    expect(answers.every(({ outcome }) => ['returning', 'phone_changed'].includes(outcome))).toBe(true);
    expect(await countRows('true')).toBe(1);
  });
});
