import { answerJson } from '../../test/fakes/clerk-fake.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { ErasureJob } from './erasure.job.js';

describe(ErasureJob.name, () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await TestDatabase.start();
  }, 60_000);

  afterAll(() => database.stop());

  const goneAtClerk = () =>
    database.rows('SELECT clerk_user_id FROM deleted_clerk_users WHERE gone_at_clerk_at IS NOT NULL');
  const isServing = (app: TestApp) =>
    app.request('GET', '/health/live').then(
      () => true,
      () => false,
    );

  it('leaves a stopping replica no longer ready and lets it close its port, ends what it began and begins no more', async () => {
    const app = await TestApp.start({
      databaseUrl: database.server.apiUrl,
      variables: { DRAIN_SECONDS: '1' },
    });
    await database.rows(`INSERT INTO deleted_clerk_users (clerk_user_id) VALUES ('user_asha')`);
    await database.rows(
      `INSERT INTO ended_clerk_sessions (session_id, ended_at) VALUES ('sess_old', now() - interval '2 years')`,
    );
    const asked = Promise.withResolvers<() => void>();
    app.clerk.answerUsers = (response) =>
      asked.resolve(() => answerJson(200, { object: 'user', id: 'user_asha', deleted: true })(response));
    app.nest.get(ErasureJob)['runIn'](0);
    const answer = await asked.promise;

    const stopped = app.stop();
    try {
      expect(await app.request('GET', '/health/ready')).toMatchObject({
        status: 503,
        body: { code: 'server.stopping' },
      });
      while (await isServing(app));
      expect(await goneAtClerk()).toEqual([]);
    } finally {
      answer();
      await stopped;
    }
    expect(await goneAtClerk()).toEqual([{ clerk_user_id: 'user_asha' }]);
    expect(await database.rows('SELECT session_id FROM ended_clerk_sessions')).toHaveLength(1);
  });
});
