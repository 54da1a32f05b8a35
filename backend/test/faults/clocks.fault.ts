import { aClerkToken } from '../builders/a-clerk-token.js';
import { anOwner } from '../builders/an-owner.js';
import { type Answer, TestApp } from '../test-app.js';
import { TestDatabase } from '../test-database.js';

const { jest } = import.meta;

describe("a server whose clock differs from Clerk's", () => {
  let database: TestDatabase;
  let app: TestApp;
  let appToken: string;
  const owner = anOwner();
  const realNow = Date.now.bind(Date);

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
    app.clerk.knows(owner);
    appToken = String((await exchange(0, 0)).body['token']);
  }, 60_000);

  afterEach(() => jest.restoreAllMocks());

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  /** Exchanges a token of some age, made by the true clock, while the server's clock is ahead by so many seconds. */
  const exchange = (ahead: number, age: number): Promise<Answer> => {
    const at = realNow();
    const iat = Math.floor(at / 1_000) - age;
    const token = aClerkToken(app.clerk.key, owner.id, { claims: { iat, nbf: iat - 10, exp: iat + 60 } });
    // Stands still: how long the exchange takes is no part of it.
    jest.spyOn(Date, 'now').mockImplementation(() => at + ahead * 1_000);
    return app.exchange(token, { phoneNumber: owner.phoneNumber, clerkUserId: owner.id });
  };
  const warnings = () =>
    app.logLines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ level }) => level === 40);

  it.each([
    ['4 s behind, given a token of this moment', -4, 0],
    ['4 s ahead, given a token of this moment', 4, 0],
    ['4 s ahead, given a token in its last seconds', 4, 59],
    ['30 s ahead, given a token of this moment', 30, 0],
  ])('%s lets in', async (_case, ahead, age) => {
    const before = warnings().length;
    expect((await exchange(ahead, age)).status).toBe(200);
    expect(warnings().length).toBe(before);
  });

  it.each([
    ['30 s behind, given a token of this moment', -30, 0, /^issued (29|30) s in the future$/],
    ['30 s ahead, given a token in its last seconds', 30, 59, /^expired (29|30) s ago$/],
  ])('%s refuses, and says by how much in one line of the log', async (_case, ahead, age, reason) => {
    const before = warnings().length;
    expect(await exchange(ahead, age)).toMatchObject({ status: 401, body: { code: 'auth.unauthorized' } });
    const lines = warnings().slice(before);
    expect(lines).toEqual([
      expect.objectContaining({ code: 'auth.unauthorized', reason: expect.stringMatching(reason) }),
    ]);
  });

  it.each([-30, 30])("takes another replica's app token with its clock %i s ahead", async (ahead) => {
    jest.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead * 1_000);
    expect((await app.request('GET', '/users/me', { token: appToken })).status).toBe(200);
  });
});
