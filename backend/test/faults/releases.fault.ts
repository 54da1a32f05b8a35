import { applyMigrations, listMigrations, undoLastMigration } from '../../../database/migrations.ts';
import { aClerkToken } from '../builders/a-clerk-token.js';
import { anOwner } from '../builders/an-owner.js';
import { TestApp } from '../test-app.js';
import { TestDatabase } from '../test-database.js';

/** The last migration of the release before this one. */
const FORMER_RELEASE = 'Administer1764500000021';
/** The export tells of counted uploads, too. */
const NEEDS_THIS_RELEASE = ['/referrals/me', '/quota/me', '/users/me/export'];

describe('this build on the schema of the former release', () => {
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await TestDatabase.start();
    const { ownerUrl } = database.server;
    const newest = async () => (await listMigrations(ownerUrl)).findLast(({ isApplied }) => isApplied)?.name;
    while ((await newest()) !== FORMER_RELEASE) await undoLastMigration(ownerUrl);
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  const walkThrough = async () => {
    const owner = anOwner();
    app.clerk.knows(owner);
    const signIn = () =>
      app.exchange(aClerkToken(app.clerk.key, owner.id), {
        phoneNumber: owner.phoneNumber,
        clerkUserId: owner.id,
      });
    const first = await signIn();
    const token = String(first.body['token']);
    const answers = [
      first,
      await signIn(),
      await app.request('GET', '/health/ready'),
      await app.request('GET', '/users/me', { token }),
      await app.request('PATCH', '/users/me', { token, body: { shopName: 'Asha Prints', city: 'Pune' } }),
    ];
    return { token, statuses: answers.map(({ status }) => status) };
  };
  const ALL_WELL = [200, 200, 200, 200, 200];

  it('serves what the former build served, and goes on by itself when the migrations come', async () => {
    const { token, statuses } = await walkThrough();
    expect(statuses).toEqual(ALL_WELL);
    // What reads tables and functions of this release has to wait, and says so.
    for (const path of NEEDS_THIS_RELEASE) {
      expect(await app.request('GET', path, { token })).toMatchObject({
        status: 503,
        body: { code: 'database.unavailable' },
      });
    }

    await applyMigrations(database.server.ownerUrl);
    expect((await walkThrough()).statuses).toEqual(ALL_WELL);
    for (const path of NEEDS_THIS_RELEASE) {
      expect((await app.request('GET', path, { token })).status).toBe(200);
    }
  });
});
