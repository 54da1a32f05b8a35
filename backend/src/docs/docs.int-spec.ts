import { anAccount } from '../../test/builders/an-account.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { type Answer, TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { DEFAULT_RATE_LIMITS } from '../common/http/rate-limits.js';
import { mountDocs } from './mount-docs.js';

const JSON_PATH = '/docs/openapi.json';
/** Everything Swagger UI is made of, and other ways to write the same addresses. */
const CLOSED = [
  '/docs',
  '/docs/',
  '/docs/index.html',
  JSON_PATH,
  '/docs/swagger-ui-init.js',
  '/docs/docs/swagger-ui-init.js',
  '/docs/swagger-ui-bundle.js',
  '/docs/swagger-ui.css',
  '/docs/leave.js',
  '/%64ocs',
  '/%64ocs/openapi.json',
  '/docs/%6fpenapi.json',
  '/docs?x=1',
  '/docs/openapi.json?x=1',
];

describe(mountDocs.name, () => {
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({
      databaseUrl: database.server.apiUrl,
      rateLimits: DEFAULT_RATE_LIMITS,
      variables: {
        NODE_ENV: 'production',
        CLERK_JWKS_URL: 'https://clerk.bharatprint.test/.well-known/jwks.json',
        CLERK_API_URL: 'https://clerk.bharatprint.test',
        CORS_ORIGINS: 'https://bharatprint.in',
        TRUST_PROXY: 'loopback',
      },
    });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  const signedIn = (isAdmin: boolean) =>
    anAccount(app, database, { ...anOwner(), role: isAdmin ? 'admin' : 'owner' });
  let addresses = 0;
  const open = (token: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    app.request('POST', '/docs/session', {
      body: { token },
      headers: { 'x-forwarded-for': `10.1.0.${(addresses += 1)}`, ...headers },
    });
  const cookieOf = (answer: Answer): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const read = (path: string, cookie: string): Promise<Answer> =>
    app.request('GET', path, { headers: { cookie } });

  it.each(CLOSED)('keeps %s from strangers', async (path) => {
    const answer = await app.request('GET', path);
    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain('/users/me');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await app.request('HEAD', path)).status).toBe(401);
  });

  it('has no document at other addresses', async () => {
    for (const path of ['/docs-json', '/docs-yaml', '/DOCS', '//docs', '/docs/../docs/openapi.json']) {
      expect([401, 404]).toContain((await app.request('GET', path)).status);
    }
  });

  it('asks strangers for a token on a page without foreign or inline scripts', async () => {
    const page = await app.request('GET', '/docs');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(page.text).toContain('<label for="token">');
    expect([...page.text.matchAll(/<script[^>]*>/g)].map(String)).toEqual([
      '<script src="/docs/sign-in.js" defer>',
    ]);
    expect(page.text).not.toMatch(/https?:\/\//);
    const script = await app.request('GET', '/docs/sign-in.js');
    expect(script).toMatchObject({ status: 200 });
    expect(script.headers.get('content-type')).toContain('javascript');
  });

  it('opens to an admin, for half an hour, out of reach of scripts and other paths', async () => {
    const { token } = await signedIn(true);
    const answer = await open(token);
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(answer.headers.getSetCookie()).toEqual([
      `__Secure-bharatprint-docs=${token}; Max-Age=1800; Path=/docs; HttpOnly; Secure; SameSite=Strict`,
    ]);
    for (const path of CLOSED.filter((path) => !path.includes('/docs/docs/'))) {
      expect([path, (await read(path, cookieOf(answer))).status]).toEqual([path, 200]);
    }
    const document = await read(JSON_PATH, cookieOf(answer));
    expect(document.body['openapi']).toBe('3.0.0');
    expect(document.headers.get('cache-control')).toBe('no-store');
  });

  it('takes the token of a program in a header', async () => {
    const { token } = await signedIn(true);
    expect((await app.request('GET', JSON_PATH, { token })).status).toBe(200);
  });

  it('refuses an owner who is no admin', async () => {
    const { token } = await signedIn(false);
    const answer = await open(token);
    expect(answer).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect((await app.request('GET', JSON_PATH, { token })).status).toBe(403);
    expect((await read('/docs', `__Secure-bharatprint-docs=${token}`)).status).toBe(403);
  });

  it('closes at once to an admin who is one no longer', async () => {
    const { id, token } = await signedIn(true);
    const cookie = cookieOf(await open(token));
    expect((await read(JSON_PATH, cookie)).status).toBe(200);
    await database.rows(`UPDATE users SET role = 'owner' WHERE id = $1`, [id]);
    expect((await read(JSON_PATH, cookie)).status).toBe(403);
  });

  it('closes at once to an admin who signed out everywhere', async () => {
    const { id, token } = await signedIn(true);
    const cookie = cookieOf(await open(token));
    await database.rows('UPDATE users SET token_generation = token_generation + 1 WHERE id = $1', [id]);
    expect((await read(JSON_PATH, cookie)).status).toBe(401);
  });

  it('closes when asked to', async () => {
    const answer = await app.request('DELETE', '/docs/session');
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()).toEqual([
      '__Secure-bharatprint-docs=; Max-Age=0; Path=/docs; HttpOnly; Secure; SameSite=Strict',
    ]);
  });

  it('opens nothing but the docs', async () => {
    const { token } = await signedIn(true);
    expect((await read('/users/me', cookieOf(await open(token)))).status).toBe(401);
  });

  it.each([
    ['no token', undefined, 400],
    ['an empty token', '', 400],
    ['a long token', 'x'.repeat(8193), 400],
    ['a number', 5, 400],
    ['garbage', 'a.b.c', 401],
    ['a cookie in a token', 'a; Path=/', 401],
    ['a header in a token', 'a\r\nset-cookie: b=c', 400],
  ])('refuses %s', async (_case, token, status) => {
    const answer = await open(token);
    expect(answer.status).toBe(status);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it.each(['cross-site', 'same-site', 'none'])('takes nothing from a %s page', async (site) => {
    const { token } = await signedIn(true);
    expect(await open(token, { 'sec-fetch-site': site })).toMatchObject({ status: 403 });
    expect((await open(token, { 'sec-fetch-site': 'same-origin' })).status).toBe(204);
  });

  it('takes no form', async () => {
    const { token } = await signedIn(true);
    const answer = await app.request('POST', '/docs/session', {
      body: `token=${token}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBe(415);
  });

  it('lets ten wrong tokens pass from one address in a minute', async () => {
    const statuses = [];
    for (let index = 0; index < 11; index += 1) {
      statuses.push((await open('a.b.c', { 'x-forwarded-for': '10.2.0.1' })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  });
});
