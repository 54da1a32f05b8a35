import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { insertUser } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';
import { QuotaModel } from './quota-model.ts';
import { changePlan, consume, giveBack, moveClock, quotaOf } from './uploads.ts';

let database: TestDatabase;
let api: pg.Pool;
let superuser: pg.Pool;
let adminId: string;

beforeAll(async () => {
  database = await startTestDatabase();
  api = openPool(database.apiUrl, { max: 12 });
  superuser = openPool(database.superuserUrl);
  adminId = (await insertUser(superuser, { role: 'admin' })).id;
});

afterAll(async () => {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
});

type Step =
  | { does: 'consume' | 'giveBack'; upload: number }
  | { does: 'plan'; plan: 'free' | 'premium' }
  | { does: 'limit'; limit: number }
  | { does: 'grant' }
  | { does: 'clock'; at: string };

/** Around every kind of month's end, a leap day, the end of a year; the rest is any moment of that winter. */
const MOMENTS = [
  '2027-11-30T18:29:59.999Z',
  '2027-11-30T18:30:00.000Z',
  '2027-12-31T18:29:59.999Z',
  '2027-12-31T18:30:00.000Z',
  '2027-12-31T23:59:59.999Z',
  '2028-02-28T18:30:00.000Z',
  '2028-02-29T18:29:59.999Z',
  '2028-02-29T18:30:00.000Z',
  '2028-03-01T00:00:00.000Z',
];

const anUpload = fc.nat({ max: 7 });
const aMoment = fc.oneof(
  fc.constantFrom(...MOMENTS),
  fc
    .date({
      min: new Date('2027-11-01T00:00:00Z'),
      max: new Date('2028-04-30T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString()),
);
const counting: fc.Arbitrary<Step> = fc.record({ does: fc.constant('consume'), upload: anUpload });
const givingBack: fc.Arbitrary<Step> = fc.record({ does: fc.constant('giveBack'), upload: anUpload });
const turning: fc.Arbitrary<Step> = fc.record({ does: fc.constant('clock'), at: aMoment });
const changing: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    does: fc.constant('plan' as const),
    plan: fc.constantFrom('free' as const, 'premium' as const),
  }),
  fc.record({ does: fc.constant('limit' as const), limit: fc.nat({ max: 6 }) }),
);
const granting: fc.Arbitrary<Step> = fc.record({ does: fc.constant('grant') });

/** Shops that have not much left, at some moment. */
const aBeginning = fc.record({ used: fc.nat({ max: 20 }), limit: fc.constantFrom(2, 4, 20), at: aMoment });

const RUNS = { numRuns: 150, interruptAfterTimeLimit: 7_000 };

describe('whatever happens to an account in whatever order', () => {
  it('its counters are those of the model', async () => {
    const steps = fc.array(
      fc.oneof(
        { arbitrary: counting, weight: 8 },
        { arbitrary: givingBack, weight: 3 },
        { arbitrary: turning, weight: 3 },
        { arbitrary: changing, weight: 2 },
        { arbitrary: granting, weight: 1 },
      ),
      { maxLength: 40, size: 'max' },
    );
    let taken = 0;
    const property = fc.asyncProperty(aBeginning, steps, async ({ used, limit, at }, path) => {
      const model = new QuotaModel(at, used, limit);
      await moveClock(superuser, `timestamptz '${at}'`);
      const { id } = await insertUser(superuser, {
        uploads_month: model.month,
        uploads_used_this_month: used,
        documents_uploaded: used,
        monthly_upload_limit: limit,
      });
      const uploads = Array.from({ length: 8 }, () => randomUUID());
      for (const step of path) {
        expect([step, await take(step, id, uploads)]).toEqual([step, answerOf(model, step)]);
        expect([step, await stateOf(id)]).toEqual([step, model.state()]);
        taken += 1;
      }
    });
    await fc.assert(property, RUNS);
    expect(taken).toBeGreaterThan(500);
  });

  it('what happens at the same time adds up', async () => {
    const rounds = fc.array(
      fc.record({
        together: fc.array(
          fc.oneof(
            { arbitrary: counting, weight: 5 },
            { arbitrary: givingBack, weight: 2 },
            {
              arbitrary: fc.record({ does: fc.constant('limit' as const), limit: fc.nat({ max: 6 }) }),
              weight: 1,
            },
          ),
          { minLength: 4, maxLength: 14, size: 'max' },
        ),
        // One at most: there is but one clock.
        turn: fc.option(turning),
      }),
      { minLength: 1, maxLength: 5 },
    );
    let taken = 0;
    const property = fc.asyncProperty(aMoment, rounds, async (at, path) => {
      await moveClock(superuser, `timestamptz '${at}'`);
      const { id } = await insertUser(superuser, { uploads_month: '2027-10-01', monthly_upload_limit: 3 });
      const uploads = Array.from({ length: 8 }, () => randomUUID());
      const happened: string[] = [];
      let highest = 3;
      for (const { together, turn } of path) {
        const before = await counterOf(id);
        const all = turn === null ? together : [...together, turn];
        const answers = await Promise.all(all.map((step) => take(step, id, uploads)));
        all.forEach((step, n) => {
          if ('upload' in step) happened.push(`${String(answers[n])} ${step.upload}`);
          if (step.does === 'limit') highest = Math.max(highest, step.limit);
        });
        const after = await counterOf(id);
        expect(after.documents).toBeGreaterThanOrEqual(before.documents);
        expect(Date.parse(after.month)).toBeGreaterThanOrEqual(Date.parse(before.month));
        expect(after.used).toBeLessThanOrEqual(highest);
        expect(after).toMatchObject(await sumOf(id, after.month));
        highest = Math.max(after.limit, after.used);
      }
      const counted = happened.filter((what) => what.startsWith('counted '));
      const given = happened.filter((what) => what.startsWith('given_back '));
      expect([new Set(counted).size, new Set(given).size]).toEqual([counted.length, given.length]);
      expect((await counterOf(id)).documents).toBe(counted.length);
      taken += happened.length;
    });
    await fc.assert(property, RUNS);
    expect(taken).toBeGreaterThan(500);
  });
});

/** Takes a step against the database and gives what it answered. */
async function take(step: Step, userId: string, uploads: string[]): Promise<string | undefined> {
  switch (step.does) {
    case 'consume': {
      const answer = await consume(api, userId, uploads[step.upload] ?? '');
      return answer?.outcome === 'given_back' ? 'free again' : answer?.outcome;
    }
    case 'giveBack':
      return giveBack(api, userId, uploads[step.upload] ?? '');
    case 'plan':
      await changePlan(api, adminId, userId, { plan: step.plan });
      return undefined;
    case 'limit':
      await changePlan(api, adminId, userId, { limit: step.limit });
      return undefined;
    case 'grant':
      await grant(userId);
      return undefined;
    case 'clock':
      await moveClock(superuser, `timestamptz '${step.at}'`);
      return undefined;
  }
}

function answerOf(model: QuotaModel, step: Step): string | undefined {
  switch (step.does) {
    case 'consume':
      return model.consume(step.upload);
    case 'giveBack':
      return model.giveBack(step.upload);
    case 'plan': {
      model.changePlan(step.plan);
      return;
    }
    case 'limit': {
      model.setLimit(step.limit);
      return;
    }
    case 'grant': {
      model.grant();
      return;
    }
    case 'clock': {
      model.moveClock(step.at);
      return;
    }
  }
}

/** Five uploads a month more, as a rewarded referral brings them. */
async function grant(userId: string): Promise<void> {
  const referee = await insertUser(superuser);
  await superuser.query(
    `WITH joined AS (INSERT INTO referrals (referrer_id, referee_id) VALUES ($1, $2) RETURNING id),
       granted AS (
         INSERT INTO upload_grants (user_id, referral_id, side, uploads) SELECT $1, id, 'referrer', 5 FROM joined)
     UPDATE users SET monthly_upload_limit = monthly_upload_limit + 5 WHERE id = $1`,
    [userId, referee.id],
  );
}

async function stateOf(userId: string): Promise<{
  month: string;
  used: number;
  documents: number;
  limit: number;
  turnsAt: string;
  granted: number;
}> {
  const quota = await quotaOf(api, userId);
  const { rows } = await superuser.query<{ documents: number }>(
    'SELECT documents_uploaded AS documents FROM users WHERE id = $1',
    [userId],
  );
  return {
    month: quota?.month ?? '',
    used: quota?.used ?? -1,
    documents: rows[0]?.documents ?? -1,
    limit: quota?.limit ?? -1,
    turnsAt: quota?.monthTurnsAt.toISOString() ?? '',
    granted: quota?.referralUploads ?? -1,
  };
}

/** The counter as it is kept, for whatever month that is. */
async function counterOf(
  userId: string,
): Promise<{ month: string; used: number; documents: number; limit: number }> {
  const { rows } = await superuser.query<{ month: string; used: number; documents: number; limit: number }>(
    `SELECT uploads_month::text AS month, uploads_used_this_month AS used, documents_uploaded AS documents,
       monthly_upload_limit AS "limit" FROM users WHERE id = $1`,
    [userId],
  );
  return rows[0] ?? { month: '', used: -1, documents: -1, limit: -1 };
}

/** What the counted uploads say that the counter must say. */
async function sumOf(userId: string, month: string): Promise<Record<string, unknown>> {
  const { rows } = await superuser.query<{ used: number; documents: number }>(
    `SELECT count(*) FILTER (WHERE month = $2 AND given_back_at IS NULL)::int AS used, count(*)::int AS documents
     FROM counted_uploads WHERE user_id = $1`,
    [userId, month],
  );
  return { ...rows[0] };
}
