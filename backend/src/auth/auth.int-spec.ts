import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';

describe('slice', () => {
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

  it('signs up and in', async () => {
    app.clerk.knows({ id: 'user_asha', phoneNumber: '+919876543210' });
    const token = aClerkToken(app.clerk.key, 'user_asha');
    const first = await app.exchange(token, {
      phoneNumber: '98765 43210',
      clerkUserId: 'user_asha',
      name: 'Asha',
    });
    console.log(first.text, app.logLines);
    expect(first).toMatchObject({ status: 200, body: { isNewUser: true } });
    const me = await app.request('GET', '/users/me', { token: String(first.body['token']) });
    console.log(me.text, me.headers);
    const patch = await app.request('PATCH', '/users/me', {
      token: String(first.body['token']),
      body: { shopName: ' Asha  Prints ', state: 'mh', pincode: '411 001' },
    });
    console.log(patch.text);
    console.log(
      (await app.request('GET', '/health/ready')).text,
      (await app.request('GET', '/docs/openapi.json')).text.slice(0, 300),
    );
    console.log(app.logLines.join(''));
  });
});
