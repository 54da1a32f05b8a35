import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { DEFAULT_RATE_LIMITS } from '../common/http/rate-limits.js';
import { MetricsServer } from './metrics-server.js';

describe(MetricsServer.name, () => {
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({
      databaseUrl: database.server.apiUrl,
      rateLimits: DEFAULT_RATE_LIMITS,
      variables: { METRICS_PORT: '0', TRUST_PROXY: 'loopback' },
    });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  const fetchMetrics = async (path = '/metrics') =>
    fetch(`http://127.0.0.1:${app.nest.get(MetricsServer, { strict: false }).port ?? 0}${path}`);
  const metrics = async () => (await fetchMetrics()).text();
  /** The value of one series, 0 while nobody has counted. */
  const valueOf = async (series: string) => {
    const line = (await metrics()).split('\n').find((text) => text.startsWith(`${series} `));
    return Number(line?.slice(series.length) ?? 0);
  };
  const signIn = (owner = anOwner()) => {
    app.clerk.knows(owner);
    return app.exchange(aClerkToken(app.clerk.key, owner.id), {
      clerkUserId: owner.id,
      phoneNumber: owner.phoneNumber,
    });
  };

  it('is not on the public port', async () => {
    expect((await app.request('GET', '/metrics')).status).toBe(404);
  });

  it('answers Prometheus, and nothing else', async () => {
    const answer = await fetchMetrics();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect((await fetchMetrics('/')).status).toBe(404);
    expect((await fetchMetrics('/metrics/../users')).status).toBe(404);
  });

  it('counts and times requests by method, pattern of the route and status', async () => {
    const { body } = await signIn();
    const token = String(body['token']);
    await app.request('GET', '/users/me?secret=1', { token });
    await app.request('GET', '/users/me');
    await app.request('GET', '/admin/users/01a20664-0467-7229-a31d-dff623e0fbce', { token });

    expect(await valueOf('http_requests_total{method="GET",route="/users/me",status="200"}')).toBe(1);
    expect(await valueOf('http_requests_total{method="GET",route="/users/me",status="401"}')).toBe(1);
    expect(await valueOf('http_requests_total{method="GET",route="/admin/users/:id",status="403"}')).toBe(1);
    expect(await valueOf('http_request_duration_seconds_count{method="GET",route="/users/me"}')).toBe(2);
    expect(await valueOf('http_requests_in_flight')).toBe(0);
  });

  it('makes no series of what strangers invent', async () => {
    await app.request('GET', '/health/live');
    // Not the process's own: a collection of garbage brings a series with it.
    const seriesIn = (text: string) => text.split('\n').filter((line) => line.startsWith('http_')).length;
    const before = seriesIn(await metrics());
    for (let n = 0; n < 50; n += 1) {
      await app.request('GET', `/nope-${n}/9876543210`);
      await app.request('PROPFIND', `/users/${n}`);
    }
    const text = await metrics();
    // One route, two methods: two counters and two histograms of ten buckets, +Inf, sum and count.
    expect(seriesIn(text) - before).toBeLessThanOrEqual(28);
    expect(text).not.toContain('nope');
    expect(text).not.toContain('9876543210');
  });

  it('counts sign-ins by outcome', async () => {
    const owner = anOwner();
    const created = await valueOf('bharatprint_sign_ins_total{outcome="created"}');
    await signIn(owner);
    await signIn(owner);
    await app.exchange(aClerkToken(app.clerk.key, owner.id), {
      clerkUserId: owner.id,
      phoneNumber: '+919876543210',
    });
    await app.exchange('no.token.atall', {});
    expect(await valueOf('bharatprint_sign_ins_total{outcome="created"}')).toBe(created + 1);
    expect(await valueOf('bharatprint_sign_ins_total{outcome="returning"}')).toBe(1);
    expect(await valueOf('bharatprint_sign_ins_total{outcome="auth.unauthorized"}')).toBe(1);
  });

  it('counts what is limited, by limit', async () => {
    for (let n = 0; n < 12; n += 1) {
      await app.request('POST', '/auth/verify-clerk-token', { headers: { 'x-forwarded-for': '192.0.2.1' } });
    }
    expect(await valueOf('bharatprint_rate_limited_total{limit="refusedExchangesPerAddress"}')).toBe(2);
    expect(await valueOf('bharatprint_sign_ins_total{outcome="request.rate_limited"}')).toBe(2);
  });

  it('counts webhooks by outcome', async () => {
    await app.request('POST', '/webhooks/clerk', { body: {} });
    expect(await valueOf('bharatprint_webhooks_total{outcome="webhook.not_configured"}')).toBe(1);
  });

  it('tells of pools, keys and the process', async () => {
    const text = await metrics();
    for (const state of ['total', 'idle', 'waiting']) {
      expect(text).toContain(`bharatprint_database_connections{pool="statements",state="${state}"}`);
      expect(text).toContain(`bharatprint_database_connections{pool="transactions",state="${state}"}`);
    }
    expect(
      await valueOf('bharatprint_database_connections{pool="statements",state="total"}'),
    ).toBeGreaterThan(0);
    const age = await valueOf('bharatprint_jwks_age_seconds');
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(300);
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('calls a request nobody waited for 499', async () => {
    const token = String((await signIn()).body['token']);
    const unlock = await database.lock('users');
    const asked = request(`${app.url}/users/me`, {
      agent: false,
      headers: { authorization: `Bearer ${token}` },
    });
    asked.on('error', () => undefined).end();
    while ((await valueOf('http_requests_in_flight')) === 0) await pause(20);
    asked.destroy();
    await unlock();
    const deadline = Date.now() + 5_000;
    while ((await valueOf('http_requests_in_flight')) > 0 && Date.now() < deadline) await pause(20);
    expect(await valueOf('http_requests_total{method="GET",route="/users/me",status="499"}')).toBe(1);
  });

  it('is off unless a port is set', async () => {
    const silent = await TestApp.start();
    expect(silent.nest.get(MetricsServer, { strict: false }).port).toBeNull();
    await silent.stop();
  });
});
