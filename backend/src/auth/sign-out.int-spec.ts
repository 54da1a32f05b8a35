import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { answerJson } from '../../test/fakes/clerk-fake.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { SignOutService } from './sign-out.service.js';

const ROUTE = '/auth/sign-out-everywhere';

describe(SignOutService.name, () => {
  let database: TestDatabase;
  let app: TestApp;
  let replica: TestApp;

  beforeAll(async () => {
    database = await TestDatabase.start();
    const variables = { JWT_SECRET: 'kq3Xr8Vn2Lw7Ty5Bm9Zc4Hd6Jf1Gs0Pa' };
    app = await TestApp.start({ databaseUrl: database.server.apiUrl, variables });
    replica = await TestApp.start({ databaseUrl: database.server.apiUrl, variables });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await replica.stop();
    await database.stop();
  });

  afterEach(() => {
    app.clerk.answerUsers = null;
  });

  async function signIn(owner = anOwner(), sid = `sess_${owner.id}`) {
    app.clerk.knows(owner);
    app.clerk.sessions.set(sid, owner.id);
    const clerkToken = aClerkToken(app.clerk.key, owner.id, { claims: { sid } });
    const exchange = () =>
      app.exchange(clerkToken, { phoneNumber: owner.phoneNumber, clerkUserId: owner.id });
    const answer = await exchange();
    expect(answer.status).toBe(200);
    return { owner, exchange, token: String(answer.body['token']) };
  }

  it('ends every token at once, on every replica', async () => {
    const counter = await signIn();
    const phone = await signIn(counter.owner, 'sess_phone');
    const { token: other } = await signIn();

    const answer = await app.request('POST', ROUTE, { token: counter.token });
    expect([answer.status, answer.text]).toEqual([204, '']);
    for (const { token } of [counter, phone]) {
      for (const api of [app, replica]) {
        expect((await api.request('GET', '/users/me', { token })).status).toBe(401);
      }
    }
    expect((await replica.request('GET', '/users/me', { token: other })).status).toBe(200);
  });

  it("ends Clerk's sessions too, and takes no token they may still have", async () => {
    const { owner, exchange, token } = await signIn();
    app.clerk.sessions.set('sess_of_another', 'user_another');
    await app.request('POST', ROUTE, { token });
    expect([...app.clerk.sessions.values()]).not.toContain(owner.id);
    expect(app.clerk.sessions.has('sess_of_another')).toBe(true);
    expect(await exchange()).toMatchObject({ status: 401, body: { code: 'auth.unauthorized' } });

    const again = await signIn(owner, 'sess_new');
    expect((await app.request('GET', '/users/me', { token: again.token })).status).toBe(200);
  });

  it('changes nothing while Clerk does not answer, so that it can be tried again', async () => {
    const { token } = await signIn();
    app.clerk.answerUsers = answerJson(500, { errors: [] });
    const before = await database.contents();
    const answer = await app.request('POST', ROUTE, { token });
    expect(answer).toMatchObject({ status: 503, body: { code: 'auth.clerk_unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await database.contents()).toBe(before);

    app.clerk.answerUsers = null;
    expect((await app.request('POST', ROUTE, { token })).status).toBe(204);
  });

  it('needs no Clerk user: one who is gone there has no sessions', async () => {
    const { owner, token } = await signIn();
    await database.rows('UPDATE users SET clerk_user_id = NULL WHERE clerk_user_id = $1', [owner.id]);
    expect((await app.request('POST', ROUTE, { token })).status).toBe(204);
  });

  it('is written down', async () => {
    const { owner, token } = await signIn();
    await app.request('POST', ROUTE, { token });
    expect(
      await database.rows(
        `SELECT action, actor_id = subject_id AS own FROM audit_log
         WHERE subject_id = (SELECT id FROM users WHERE clerk_user_id = $1)`,
        [owner.id],
      ),
    ).toEqual([{ action: 'user.signed_out_everywhere', own: true }]);
  });
});
