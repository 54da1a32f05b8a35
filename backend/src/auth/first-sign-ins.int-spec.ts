import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { SignInService } from './sign-in.service.js';

const PARALLEL = 500;

describe(SignInService.name, () => {
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  const signIn = (owner: { id: string; phoneNumber: string }, claims: Record<string, unknown> = {}) =>
    app.exchange(aClerkToken(app.clerk.key, owner.id, { claims }), {
      phoneNumber: owner.phoneNumber,
      clerkUserId: owner.id,
    });
  const countUsers = async () => Number((await database.rows('SELECT count(*) AS n FROM users'))[0]?.['n']);

  it('makes one account of 500 first sign-ins of one owner at once', async () => {
    const asha = anOwner();
    app.clerk.knows(asha);
    const asked = app.clerk.userRequests;
    const answers = await Promise.all(Array.from({ length: PARALLEL }, () => signIn(asha)));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(answers.filter(({ body }) => body['isNewUser']).length).toBe(1);
    expect(await countUsers()).toBe(1);
    expect(app.clerk.userRequests - asked).toBeLessThan(PARALLEL / 2);
  }, 30_000);

  it('makes 500 accounts of 500 owners at once', async () => {
    const before = await countUsers();
    const answers = await Promise.all(
      Array.from({ length: PARALLEL }, () => {
        const owner = anOwner();
        return signIn(owner, { phone: owner.phoneNumber, phone_verified: true });
      }),
    );
    expect(answers.filter(({ status, body }) => status !== 200 || !body['isNewUser'])).toEqual([]);
    expect((await countUsers()) - before).toBe(PARALLEL);
  }, 30_000);
});
