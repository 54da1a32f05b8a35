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

  it('serves a rush to its end on a slow disk, and recognises others meanwhile', async () => {
    const ravi = anOwner();
    const vouched = { phone: ravi.phoneNumber, phone_verified: true };
    const token = String((await signIn(ravi, vouched)).body['token']);
    await database.rows(`
      CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN PERFORM pg_sleep(0.2); RETURN NEW; END';
      CREATE TRIGGER users_slow BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION slow();
    `);
    const rush = Array.from({ length: 80 }, () => {
      const owner = anOwner();
      return signIn(owner, { phone: owner.phoneNumber, phone_verified: true });
    });
    expect((await app.request('GET', '/users/me', { token })).status).toBe(200);
    const answers = await Promise.all(rush);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await database.rows('DROP TRIGGER users_slow ON users; DROP FUNCTION slow()');
  }, 30_000);
});
