import { request, Agent } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { answerJson } from '../../test/fakes/clerk-fake.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { HealthController } from './health.controller.js';

describe(HealthController.name, () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await TestDatabase.start();
  }, 60_000);

  afterAll(() => database.stop());

  it('is live and ready', async () => {
    const app = await TestApp.start({ databaseUrl: database.server.apiUrl });
    expect(await app.request('GET', '/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    expect(await app.request('GET', '/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready' },
    });
    await app.stop();
  });

  it('starts without a database, is live, and names what is missing without saying where it is', async () => {
    const app = await TestApp.start();
    expect((await app.request('GET', '/health/live')).status).toBe(200);
    const ready = await app.request('GET', '/health/ready');
    expect(ready).toMatchObject({ status: 503, body: { code: 'database.unavailable' } });
    expect(ready.headers.get('retry-after')).toBe('2');
    expect(ready.text).not.toMatch(/127\.0\.0\.1|ECONN|postgres|bharatprint_api/);
    await app.stop();
  });

  it('is not ready before it has a signing key', async () => {
    const app = await TestApp.start({
      databaseUrl: database.server.apiUrl,
      variables: { CLERK_JWKS_URL: 'http://127.0.0.1:9/jwks.json' },
    });
    expect(await app.request('GET', '/health/ready')).toMatchObject({
      status: 503,
      body: { code: 'auth.keys_unavailable' },
    });
    await app.stop();
  });

  it('stays ready on remembered keys while Clerk is down', async () => {
    const app = await TestApp.start({ databaseUrl: database.server.apiUrl });
    expect((await app.request('GET', '/health/ready')).status).toBe(200);
    app.clerk.answerJwks = answerJson(500, {});
    expect((await app.request('GET', '/health/ready')).status).toBe(200);
    await app.stop();
  });

  it('drains: not ready first, serving on with "Connection: close", then gone', async () => {
    const app = await TestApp.start({
      databaseUrl: database.server.apiUrl,
      variables: { DRAIN_SECONDS: '2' },
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const { url } = app;
    const ask = (path: string) =>
      new Promise<{ status: number | undefined; connection: string | undefined }>((resolve, reject) => {
        request(`${url}${path}`, { agent }, (response) => {
          response
            .resume()
            .on('end', () =>
              resolve({ status: response.statusCode, connection: response.headers.connection }),
            );
        })
          .on('error', reject)
          .end();
      });
    expect(await ask('/health/ready')).toEqual({ status: 200, connection: 'keep-alive' });

    const stopped = app.nest.close();
    await setTimeout(10);
    expect(await ask('/health/ready')).toEqual({ status: 503, connection: 'close' });
    expect(await ask('/health/live')).toEqual({ status: 200, connection: 'close' });
    await stopped;
    await expect(ask('/health/live')).rejects.toThrow('ECONNREFUSED');
    agent.destroy();
    await app.clerk.stop();
  });
});
