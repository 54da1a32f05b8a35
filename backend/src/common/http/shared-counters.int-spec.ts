import { setTimeout as pause } from 'node:timers/promises';
import { aClerkToken } from '../../../test/builders/a-clerk-token.js';
import { anOwner } from '../../../test/builders/an-owner.js';
import { TestApp } from '../../../test/test-app.js';
import { TestDatabase } from '../../../test/test-database.js';
import { TestRedis } from '../../../test/test-redis.js';
import { DEFAULT_RATE_LIMITS } from './rate-limits.js';
import { SharedCounters } from './shared-counters.js';

const WAITED_AT_MOST_MS = 5_000;
const redisHere = await TestRedis.describe();

redisHere.run(SharedCounters.name, () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let apps: TestApp[];

  beforeAll(async () => {
    database = await TestDatabase.start();
  }, 60_000);

  beforeEach(async () => {
    redis = await TestRedis.start(redisHere.program);
    apps = [];
  });

  afterEach(async () => {
    redis.thaw();
    await Promise.all(apps.map((app) => app.stop()));
    await redis.stop();
  });

  afterAll(async () => {
    await database.stop();
  });

  const anApp = async () => {
    const app = await TestApp.start({
      databaseUrl: database.server.apiUrl,
      rateLimits: DEFAULT_RATE_LIMITS,
      variables: { REDIS_URL: redis.url, TRUST_PROXY: 'loopback' },
    });
    apps.push(app);
    return app;
  };
  const refusedFrom = (app: TestApp, address: string) =>
    app.request('POST', '/auth/verify-clerk-token', { headers: { 'x-forwarded-for': address }, body: {} });
  const signIn = (app: TestApp, { id, phoneNumber }: ReturnType<typeof anOwner>) => {
    app.clerk.knows({ id, phoneNumber });
    return app.exchange(aClerkToken(app.clerk.key, id), { clerkUserId: id, phoneNumber });
  };
  const wordsOf = (app: TestApp) =>
    app.logLines.map((line) => String((JSON.parse(line) as Record<string, unknown>)['msg']));
  const tellsOf = (app: TestApp) =>
    wordsOf(app).flatMap((words) => {
      if (words.includes('shared through Redis')) return ['shared'];
      return words.includes('counts rate limits alone') ? ['alone'] : [];
    });

  it('counts one source for all replicas together', async () => {
    const [here, there] = [await anApp(), await anApp()];
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      statuses.push((await refusedFrom(n % 2 ? there : here, '192.0.2.1')).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    expect((await refusedFrom(here, '192.0.2.2')).status).toBe(401);
  });

  it('never counts past a limit, however many come at once', async () => {
    const [here, there] = [await anApp(), await anApp()];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => refusedFrom(n % 2 ? there : here, '192.0.2.3')),
    );
    expect(answers.filter(({ status }) => status === 401).length).toBe(10);
  });

  it('says how long to wait: until the oldest request is a minute old', async () => {
    const app = await anApp();
    for (let n = 0; n < 10; n += 1) await refusedFrom(app, '192.0.2.4');
    const wait = Number((await refusedFrom(app, '192.0.2.4')).headers.get('retry-after'));
    expect(wait).toBeGreaterThan(50);
    expect(wait).toBeLessThanOrEqual(60);
  });

  it('tells Redis no phone number', async () => {
    const app = await anApp();
    const owner = anOwner();
    const { body } = await signIn(app, owner);
    await app.request('GET', '/users/me', { token: String(body['token']) });
    await refusedFrom(app, '192.0.2.5');

    const keys = (await redis.keys()).filter((key) => !key.endsWith(':probe'));
    expect(keys.length).toBe(3);
    expect(keys.join(' ')).toContain('bharatprint:limit:exchangesPerClerkUser:');
    expect(keys.join(' ')).not.toContain(owner.phoneNumber.slice(3));
  });

  it('goes on when Redis dies, still limits, and says so once', async () => {
    const app = await anApp();
    await refusedFrom(app, '192.0.2.6');
    await redis.stop();
    const statuses = [];
    for (let n = 0; n < 12; n += 1) statuses.push((await refusedFrom(app, '192.0.2.6')).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    expect((await signIn(app, anOwner())).status).toBe(200);
    expect(tellsOf(app)).toEqual(['shared', 'alone']);
  });

  it('keeps nobody waiting for a Redis that hangs', async () => {
    const app = await anApp();
    const { body } = await signIn(app, anOwner());
    redis.freeze();
    const begun = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => app.request('GET', '/users/me', { token: String(body['token']) })),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(performance.now() - begun).toBeLessThan(WAITED_AT_MOST_MS);

    // From now on not even the hundred milliseconds.
    const next = performance.now();
    for (let n = 0; n < 10; n += 1) await app.request('GET', '/users/me', { token: String(body['token']) });
    expect(performance.now() - next).toBeLessThan(WAITED_AT_MOST_MS);
    expect(tellsOf(app)).toEqual(['shared', 'alone']);
  });

  it('shares again when Redis is back, with its scripts forgotten', async () => {
    const [here, there] = [await anApp(), await anApp()];
    await redis.stop();
    await Promise.all([here, there].map((app) => refusedFrom(app, '192.0.2.7')));
    await redis.restart();
    // What is said outside of requests is in the log of the app that was started last.
    await expect(eventually(() => tellsOf(there).join(' ').endsWith('alone shared shared'))).resolves.toBe(
      true,
    );

    const statuses = [];
    for (let n = 0; n < 11; n += 1) {
      statuses.push((await refusedFrom(n % 2 ? there : here, '192.0.2.8')).status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(tellsOf(there)).toEqual(['shared', 'alone', 'alone', 'shared', 'shared']);
  });

  it('starts without Redis, and finds it later', async () => {
    await redis.stop();
    const app = await anApp();
    expect((await refusedFrom(app, '192.0.2.9')).status).toBe(401);
    expect((await app.request('GET', '/health/ready')).status).toBe(200);
    await redis.restart();
    await expect(eventually(() => tellsOf(app).at(-1) === 'shared')).resolves.toBe(true);
    expect(tellsOf(app)).toEqual(['alone', 'shared']);
  });

  it('counts alone beside a Redis that takes no writes, and does not change its mind every few seconds', async () => {
    await redis.restart('--maxmemory', '1', '--maxmemory-policy', 'noeviction');
    const app = await anApp();
    await pause(4_000);
    expect((await refusedFrom(app, '192.0.2.10')).status).toBe(401);
    expect(tellsOf(app)).toEqual(['alone']);
  });
});

async function eventually(isSo: () => boolean): Promise<boolean> {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    if (isSo()) return true;
    await pause(50);
  }
  return false;
}
