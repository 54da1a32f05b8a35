import { ClerkKeys } from '../../src/clerk/clerk-keys.js';
import { aClerkToken, claimsOf, encode } from '../builders/a-clerk-token.js';
import { anOwner } from '../builders/an-owner.js';
import { answerJson, ClerkFake } from '../fakes/clerk-fake.js';
import { type Answer, TestApp } from '../test-app.js';
import { TestDatabase } from '../test-database.js';
import { report } from './report.js';
import { SCALE } from './scale.js';

const { jest } = import.meta;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** The limit of a fetch is two seconds, which the report tells; this is patience for a busy machine. */
const COLD_ANSWER_WITHIN_MS = 10_000;
const SIGN_INS = 40;

const BREAKAGES: [string, (clerk: ClerkFake) => void][] = [
  ['down', (clerk) => (clerk.answerJwks = (response) => void response.destroy())],
  ['slower than two seconds', (clerk) => (clerk.answerJwks = () => undefined)],
  ['answering 500', (clerk) => (clerk.answerJwks = answerJson(500, { errors: [] }))],
  ['sending garbage', (clerk) => (clerk.answerJwks = (response) => void response.end('<html>'))],
  ['sending an empty set', (clerk) => (clerk.jwks = { keys: [] })],
];

describe("Clerk's signing keys", () => {
  let database: TestDatabase;
  let app: TestApp;
  let clerk: ClerkFake;
  let ahead: number;

  beforeAll(async () => {
    database = await TestDatabase.start();
  }, 60_000);

  beforeEach(async () => {
    clerk = await ClerkFake.start();
    ahead = 0;
    // It stands still between steps, so that a slow machine does not run into the next thirty seconds.
    const startedAt = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => startedAt + ahead);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await app.stop();
    await clerk.stop();
  });

  afterAll(() => database.stop());

  const startApp = async () => {
    app = await TestApp.start({
      databaseUrl: database.server.apiUrl,
      variables: { CLERK_JWKS_URL: `${clerk.url}/.well-known/jwks.json`, CLERK_API_URL: clerk.url },
    });
  };
  const signIn = (owner: { id: string; phoneNumber: string }) =>
    app.exchange(aClerkToken(clerk.key, owner.id), {
      phoneNumber: owner.phoneNumber,
      clerkUserId: owner.id,
    });
  const statusesOf = (answers: Answer[]) => new Set(answers.map(({ status }) => status));
  const newOwner = () => {
    const owner = anOwner();
    clerk.knows(owner);
    return owner;
  };

  it.each(BREAKAGES)(
    'that were fetched let everybody in while the endpoint is %s',
    async (_case, breakIt) => {
      await startApp();
      const owner = newOwner();
      expect((await signIn(owner)).status).toBe(200);
      expect(clerk.jwksRequests).toBe(1);
      breakIt(clerk);

      // Past the time after which the API wants fresh ones, then through the time in which it asks no more.
      for (const [passed, fetches] of [
        [11 * MINUTE, 2],
        [29 * SECOND, 2],
        [2 * SECOND, 3],
      ] as const) {
        ahead += passed;
        const answers = await Promise.all(Array.from({ length: SIGN_INS }, () => signIn(owner)));
        await app.nest.get(ClerkKeys, { strict: false })['fetching'];
        expect(statusesOf(answers)).toEqual(new Set([200]));
        expect(clerk.jwksRequests).toBeLessThanOrEqual(fetches);
      }
    },
  );

  it.each(BREAKAGES)(
    'that were never had are 503 in time while the endpoint is %s',
    async (_case, breakIt) => {
      const owner = newOwner();
      const { jwks } = clerk;
      breakIt(clerk);
      await startApp();
      const startedAt = performance.now();
      const answers = await Promise.all(Array.from({ length: SIGN_INS }, () => signIn(owner)));
      const milliseconds = performance.now() - startedAt;
      ahead += 29 * SECOND;
      answers.push(await signIn(owner));

      report(`keys ${_case}, cold: ${SIGN_INS} sign-ins answered 503 within ${Math.round(milliseconds)} ms`);
      expect(new Set(answers.map(({ body }) => body['code']))).toEqual(new Set(['auth.keys_unavailable']));
      expect(statusesOf(answers)).toEqual(new Set([503]));
      expect(answers.every(({ headers }) => Number(headers.get('retry-after')) > 0)).toBe(true);
      expect(milliseconds).toBeLessThan(COLD_ANSWER_WITHIN_MS);
      expect(clerk.jwksRequests).toBe(1);

      clerk.answerJwks = null;
      clerk.jwks = jwks;
      ahead += 2 * SECOND;
      expect((await signIn(owner)).status).toBe(200);
    },
  );

  it('are fetched once for any number of unknown kids, and honest sign-ins go on', async () => {
    await startApp();
    const owner = newOwner();
    expect((await signIn(owner)).status).toBe(200);
    const before = clerk.jwksRequests;
    const refused: Answer[] = [];
    const honest: Answer[] = [];
    for (let sent = 0; sent < SCALE.forgeries; sent += 50) {
      const batch = Array.from({ length: 50 }, (_, index) =>
        app.exchange(
          `${encode({ alg: 'RS256', kid: `forged_${sent + index}` })}.${encode(claimsOf('user_x'))}.AA`,
          {
            phoneNumber: owner.phoneNumber,
            clerkUserId: owner.id,
          },
        ),
      );
      honest.push(await signIn(owner));
      refused.push(...(await Promise.all(batch)));
    }

    expect(refused.length).toBe(SCALE.forgeries);
    expect(statusesOf(refused)).toEqual(new Set([401]));
    expect(statusesOf(honest)).toEqual(new Set([200]));
    expect(clerk.jwksRequests - before).toBeLessThanOrEqual(1);
  }, 120_000);
});
