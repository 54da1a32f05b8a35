import { connect } from 'node:net';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { aClerkToken } from '../test/builders/a-clerk-token.js';
import { anOwner } from '../test/builders/an-owner.js';
import { countQueries } from '../test/count-queries.js';
import { TestApp } from '../test/test-app.js';
import { TestDatabase } from '../test/test-database.js';
import { createApp } from './app.setup.js';
import { DEFAULT_RATE_LIMITS } from './common/http/rate-limits.js';

/** Every route, and what it asks for. A new one fails here until somebody decides. */
const ROUTES = {
  'POST /auth/verify-clerk-token': "Clerk's token",
  'POST /auth/sign-out-everywhere': "the app's token",
  'GET /users/me': "the app's token",
  'PATCH /users/me': "the app's token",
  'DELETE /users/me': "the app's token",
  'GET /users/me/export': "the app's token",
  'GET /referrals/me': "the app's token",
  'GET /referrals/me/standing': "the app's token",
  'GET /referrals/codes/{code}': 'nothing',
  'POST /referrals/redeem': "the app's token",
  'GET /quota/me': "the app's token",
  'PUT /quota/uploads/{id}': "the app's token",
  'POST /webhooks/clerk': 'nothing',
  'GET /admin/users': "the app's token",
  'GET /admin/users/{id}': "the app's token",
  'PATCH /admin/users/{id}': "the app's token",
  'POST /admin/users/{id}/block': "the app's token",
  'POST /admin/users/{id}/unblock': "the app's token",
  'POST /admin/users/{id}/restore-parked': "the app's token",
  'POST /admin/users/{id}/uploads/{uploadId}/give-back': "the app's token",
  'GET /admin/referrals': "the app's token",
  'POST /admin/referrals/{id}/approve': "the app's token",
  'POST /admin/referrals/{id}/reject': "the app's token",
  'POST /admin/referrals/{id}/reverse': "the app's token",
  'GET /admin/referrals/funnel': "the app's token",
  'GET /admin/audit-log': "the app's token",
  'GET /admin/stats': "the app's token",
  'GET /admin/stats/sign-ups': "the app's token",
  'GET /health/live': 'nothing',
  'GET /health/ready': 'nothing',
};

describe(createApp.name, () => {
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({
      databaseUrl: database.server.apiUrl,
      rateLimits: DEFAULT_RATE_LIMITS,
      variables: { CORS_ORIGINS: 'http://localhost:3000/,https://bharatprint.in', TRUST_PROXY: 'loopback' },
    });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  let addresses = 0;
  /** Refused exchanges are counted by address, so each test comes from its own. */
  const from = (address = `10.0.0.${(addresses += 1)}`) => ({ 'x-forwarded-for': address });

  const openApi = async () => (await app.request('GET', '/docs/openapi.json')).body as unknown as OpenApi;

  describe('routes', () => {
    it('are the ones listed here', async () => {
      const { paths } = await openApi();
      const routes = Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      );
      expect(routes.sort()).toEqual(Object.keys(ROUTES).sort());
    });

    it.each(Object.entries(ROUTES))('%s asks for %s', async (route, needs) => {
      const [method = '', path = ''] = route.split(' ');
      const answer = await app.request(method, path, { headers: from() });
      expect(answer.status === 401).toBe(needs !== 'nothing');
    });

    it('say 404 for what is not there, to everybody alike', async () => {
      for (const [method, path] of [
        ['GET', '/nope'],
        ['PUT', '/users/me'],
        ['GET', '/auth/verify-clerk-token'],
        ['GET', '/'],
      ] as const) {
        const answer = await app.request(method, path);
        expect(answer).toMatchObject({ status: 404, body: { code: 'request.not_found' } });
      }
    });
  });

  describe('answers', () => {
    it('carry an id, no-store and closed policies, errors too', async () => {
      for (const path of ['/health/live', '/users/me', '/nope', '/%']) {
        const { headers } = await app.request('GET', path);
        expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
        if (path === '/%') continue;
        expect(Object.fromEntries(headers)).toMatchObject({
          'cache-control': 'no-store',
          'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'x-frame-options': 'DENY',
        });
      }
    });

    it('keep the id a proxy gave, in the log as well', async () => {
      const { headers, body } = await app.request('GET', '/users/me', {
        headers: { 'x-request-id': 'proxy-0001' },
      });
      expect([headers.get('x-request-id'), body['requestId']]).toEqual(['proxy-0001', 'proxy-0001']);
      const lines = app.logLines.filter((line) => line.includes('"requestId":"proxy-0001"'));
      expect(lines.some((line) => line.includes('"msg":"answered"'))).toBe(true);
      expect(lines.some((line) => line.includes('"msg":"refused"'))).toBe(true);
    });

    it('log no number that somebody wrote into a path', async () => {
      const number = '9812345670';
      for (const prefix of ['', '%20', '%2B91', '+91', '0091', '0', '00910']) {
        await app.request('GET', `/users/${prefix}${number}`);
      }
      const lines = app.logLines.filter((line) => /"path":"\/users\/[^"]*5670/.test(line));
      expect(lines.length).toBe(7);
      expect(lines.join('')).not.toContain(number);
    });

    it.each([
      ['a form', 'application/x-www-form-urlencoded', 'a=b', 415, 'request.unsupported_media_type'],
      ['plain text', 'text/plain', 'hello', 415, 'request.unsupported_media_type'],
      ['XML', 'application/xml', '<a/>', 415, 'request.unsupported_media_type'],
      [
        'a body of 65 KiB',
        'application/json',
        `{"name":"${'x'.repeat(65 * 1024)}"}`,
        413,
        'request.too_large',
      ],
      ['broken JSON', 'application/json', '{"name":', 400, 'request.malformed'],
      ['an empty body', 'application/json', '', 400, 'request.malformed'],
    ])('refuse %s', async (_case, type, body, status, code) => {
      const answer = await app.request('POST', '/auth/verify-clerk-token', {
        body,
        headers: { 'content-type': type, ...from() },
      });
      expect(answer).toMatchObject({ status, body: { code, status } });
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    });

    it.each([
      ['bytes that are no UTF-8', {}, Buffer.from('{"name":"\xff"}', 'latin1'), 400, 'request.malformed'],
      ['UTF-16', {}, Buffer.from('{"name":"a"}', 'utf16le'), 400, 'request.malformed'],
      [
        'a compressed body',
        { 'content-encoding': 'gzip' },
        gzipSync('{}'),
        415,
        'request.unsupported_media_type',
      ],
    ])('refuse %s', async (_case, headers, body, status, code) => {
      const answer = await fetch(`${app.url}/auth/verify-clerk-token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: new Uint8Array(body),
      });
      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject({ code });
    });

    it.each([
      ['a broken escape in the URL', 'GET /% HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'],
      ['no HTTP', 'HELLO\r\n\r\n'],
      ['32 KB of headers', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(32_000)}\r\n\r\n`],
    ])('call %s malformed', async (_case, bytes) => {
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
      socket.write(bytes);
      let text = '';
      socket.on('data', (chunk) => (text += String(chunk)));
      await once(socket, 'close');
      expect(text).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json.*"code":"request\.malformed"/is);
    });
  });

  describe('origins', () => {
    it.each(['http://localhost:3000', 'https://bharatprint.in'])('allow %s', async (origin) => {
      const preflight = await app.request('OPTIONS', '/users/me', {
        headers: {
          origin,
          'access-control-request-method': 'PATCH',
          'access-control-request-headers': 'authorization',
        },
      });
      expect(preflight.status).toBe(204);
      expect(Object.fromEntries(preflight.headers)).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
        'access-control-allow-headers': 'Authorization, Content-Type, X-Request-Id',
        vary: expect.stringContaining('Origin'),
        'x-request-id': expect.any(String),
      });
      const answer = await app.request('GET', '/users/me', { headers: { origin } });
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'X-Request-Id, Retry-After',
        vary: 'Origin',
      });
      expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
    });

    it('answer an OPTIONS that is no preflight with nothing', async () => {
      const answer = await app.request('OPTIONS', '/users/me');
      expect(answer).toMatchObject({ status: 204, text: '' });
      expect(answer.headers.get('x-request-id')).toEqual(expect.any(String));
    });

    it.each([
      'null',
      'https://evil.in',
      'https://bharatprint.in.evil.in',
      'https://evilbharatprint.in',
      'https://bharatprintxin',
      'https://bharatprint.in/',
      'http://bharatprint.in',
      'https://BHARATPRINT.in',
      'http://localhost:3001',
      'http://localhost',
    ])('ignore %s', async (origin) => {
      const preflight = await app.request('OPTIONS', '/users/me', {
        headers: { origin, 'access-control-request-method': 'GET' },
      });
      const answer = await app.request('GET', '/users/me', { headers: { origin } });
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    });
  });

  describe('limits', () => {
    const exchange = (owner: ReturnType<typeof anOwner>, address: string) =>
      app.request('POST', '/auth/verify-clerk-token', {
        token: aClerkToken(app.clerk.key, owner.id, {
          claims: { phone: owner.phoneNumber, phone_verified: true },
        }),
        body: { phoneNumber: owner.phoneNumber, clerkUserId: owner.id },
        headers: from(address),
      });

    it('let ten tokens that are none pass from one address in a minute', async () => {
      const guess = () =>
        app.request('POST', '/auth/verify-clerk-token', { token: 'a.b.c', headers: from('10.9.9.1') });
      const answers = [];
      for (let index = 0; index < 12; index += 1) answers.push(await guess());
      expect(answers.map(({ status }) => status)).toEqual([
        ...Array.from({ length: 10 }, () => 401),
        429,
        429,
      ]);
      expect(answers[11]).toMatchObject({ body: { code: 'request.rate_limited' } });
      expect(Number(answers[11]?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(answers[11]?.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    });

    it('let no chosen X-Forwarded-For buy more of them', async () => {
      const guess = (spoofed: string) =>
        app.request('POST', '/auth/verify-clerk-token', {
          token: 'a.b.c',
          headers: {
            'x-forwarded-for': `${spoofed}, 10.9.9.2`,
            'x-real-ip': spoofed,
            forwarded: `for=${spoofed}`,
          },
        });
      const answers = [];
      for (let index = 0; index < 11; index += 1) answers.push(await guess(`203.0.113.${index}`));
      expect(answers.at(-1)?.status).toBe(429);
    });

    it('let one owner sign in five times a minute', async () => {
      const asha = anOwner();
      const answers = [];
      for (let index = 0; index < 6; index += 1) answers.push(await exchange(asha, '10.9.9.3'));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    });

    it('let 300 owners behind one address sign in within a minute', async () => {
      const answers = await Promise.all(Array.from({ length: 300 }, () => exchange(anOwner(), '10.9.9.4')));
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    });

    it('let one owner ask 120 times a minute', async () => {
      const { body } = await exchange(anOwner(), '10.9.9.5');
      const token = String(body['token']);
      const answers = await Promise.all(
        Array.from({ length: 125 }, () => app.request('GET', '/users/me', { token })),
      );
      expect(answers.filter(({ status }) => status === 200).length).toBe(120);
      expect(answers.filter(({ status }) => status === 429).length).toBe(5);
    });

    it.each([
      [
        'a token that was ended',
        'UPDATE users SET token_generation = token_generation + 1 WHERE id = $1',
        401,
      ],
      ['a living one', 'SELECT $1::uuid', 200],
    ])('let %s ask no database beyond 120 times a minute', async (_case, statement, status) => {
      const { body } = await exchange(anOwner(), '10.9.9.11');
      const token = String(body['token']);
      await database.rows(statement, [(body['user'] as { id: string }).id]);
      const ask = () => app.request('GET', '/users/me', { token });
      const answers = await Promise.all(Array.from({ length: 120 }, ask));
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([status]));
      const { result, queries } = await countQueries(ask);
      expect(result).toMatchObject({ status: 429, body: { code: 'request.rate_limited' } });
      expect(Number(result.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(queries).toEqual([]);
    });

    it('let the owner in whose ended token somebody else wears out', async () => {
      const owner = anOwner();
      const { body } = await exchange(owner, '10.9.9.12');
      const { id } = body['user'] as { id: string };
      await database.rows('UPDATE users SET token_generation = token_generation + 1 WHERE id = $1', [id]);
      const worn = { token: String(body['token']) };
      await Promise.all(Array.from({ length: 121 }, () => app.request('GET', '/users/me', worn)));
      const token = String((await exchange(owner, '10.9.9.12')).body['token']);
      expect((await app.request('GET', '/users/me', { token })).status).toBe(200);
    });

    it('let one address look twenty codes up in a minute, valid or not', async () => {
      const { user } = (await exchange(anOwner(), '10.9.9.6')).body as { user: { referralCode: string } };
      const lookUp = (code: string, address: string) =>
        app.request('GET', `/referrals/codes/${code}`, { headers: from(address) });
      const statuses = [];
      for (let n = 0; n < 21; n += 1) {
        statuses.push((await lookUp(n % 2 ? user.referralCode : 'BP-AAAAAAAAA', '10.9.9.7')).status);
      }
      expect(statuses).toEqual([...Array<number>(20).fill(200), 429]);
      const refused = await lookUp(user.referralCode, '10.9.9.7');
      expect(refused.body).toMatchObject({ code: 'request.rate_limited' });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await lookUp(user.referralCode, '10.9.9.8')).body).toMatchObject({ valid: true });
    });

    it('let one owner try twenty codes a minute', async () => {
      const { body } = await exchange(anOwner(), '10.9.9.10');
      const redeem = (code: string) =>
        app.request('POST', '/referrals/redeem', { token: String(body['token']), body: { code } });
      const statuses = [];
      for (let n = 0; n < 21; n += 1) statuses.push((await redeem(`BP-AAAAAAA${20 + n}`)).status);
      expect(statuses).toEqual([...Array<number>(20).fill(404), 429]);
    });
  });

  describe('docs', () => {
    it('are a page whose scripts are our own', async () => {
      const page = await app.request('GET', '/docs');
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
      expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>[^<]/);
      const scripts = [...page.text.matchAll(/<script src="([^"]+)"/g)].map(([, source]) => source ?? '');
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) {
        const path = new URL(script, `${app.url}/docs`).pathname;
        expect((await app.request('GET', path)).status).toBe(200);
      }
    });

    it('take a token and give every refusal of a route', async () => {
      const { paths, components } = await openApi();
      expect(components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
      expect(paths['/users/me']?.['get']?.security).toEqual([{ bearer: [] }]);
      for (const methods of Object.values(paths)) {
        for (const { summary, responses } of Object.values(methods)) {
          expect(summary).toBeTruthy();
          expect(Object.keys(responses)).toContainEqual(expect.stringMatching(/^20[0-9]$/));
        }
      }
      expect(paths['/users/me']?.['patch']?.responses['400']?.description).toContain('`request.invalid`');
    });
  });
});

interface OpenApi {
  paths: Record<
    string,
    Record<
      string,
      { summary?: string; security?: unknown; responses: Record<string, { description: string }> }
    >
  >;
  components: { securitySchemes: Record<string, unknown> };
}
