import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastifyInstance } from 'fastify';
import { createPortalServer } from './portal-server.ts';
import { type PortalSettings } from './portal-settings.ts';

const KEY = `pk_test_${btoa('clerk.bharatprint.localhost$')}`;
let root: string;
let server: FastifyInstance;

async function start(changed: Partial<PortalSettings> = {}): Promise<void> {
  server = await createPortalServer({
    port: 0,
    host: '127.0.0.1',
    root,
    apiUrl: 'https://api.bharatprint.example',
    clerkPublishableKey: KEY,
    clerkProxyTarget: null,
    inboxUrl: null,
    botProtection: false,
    serviceWorker: true,
    ...changed,
  });
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'portal-'));
  await writeFile(join(root, 'index.html'), '<!doctype html><title>BharatPrint</title>');
  await writeFile(join(root, 'main-aB_dE-GH.js'), 'export {};');
});

afterEach(async () => {
  await server.close();
  await rm(root, { recursive: true });
});

describe(createPortalServer.name, () => {
  it.each(['/', '/auth/login', '/r/BP-23456789A', '/no/such/page?x=1'])(
    'answers %s with the app',
    async (url) => {
      await start();
      const answer = await server.inject(url);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.body).toContain('BharatPrint');
    },
  );

  it.each(['/', '/auth/login', '/main-aB_dE-GH.js'])(
    'answers HEAD of %s as GET, without a body',
    async (url) => {
      await start();
      const [head, get] = [await server.inject({ method: 'HEAD', url }), await server.inject(url)];
      const { date: _asked, ...headers } = head.headers;
      expect(head.statusCode).toBe(200);
      expect(head.body).toBe('');
      expect(get.headers).toMatchObject(headers);
      expect(headers['cache-control']).toBe(get.headers['cache-control']);
    },
  );

  it('has nobody keep that a file is missing: another replica may have it', async () => {
    await start();
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await server.inject({ method, url: '/main-OLDOLDOL.js' });
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['cache-control']).toBe('no-store');
    }
  });

  it('answers a missing file with 404, never with the app', async () => {
    await start();
    expect((await server.inject('/main-OLDOLDOL.js')).statusCode).toBe(404);
    expect((await server.inject({ method: 'POST', url: '/auth/login' })).statusCode).toBe(404);
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json'])(
    'keeps %s inside its folder',
    async (url) => {
      await start();
      expect((await server.inject(url)).body).not.toContain('"version"');
    },
  );

  it.each(['/', '/auth/login'])('sends %s compressed, and only once while it stays the same', async (url) => {
    await writeFile(join(root, 'index.html.gz'), 'compressed');
    await start();
    const headers = { 'accept-encoding': 'gzip' };
    const first = await server.inject({ url, headers });
    expect(first.headers['content-encoding']).toBe('gzip');
    const again = { ...headers, 'if-none-match': String(first.headers['etag']) };
    expect((await server.inject({ url, headers: again })).statusCode).toBe(304);
  });

  it('lets hashed files be cached for a year', async () => {
    await start();
    expect((await server.inject('/main-aB_dE-GH.js')).headers['cache-control']).toContain('immutable');
  });

  it('has files of the same name asked for again', async () => {
    await writeFile(join(root, 'icon-maskable.js'), '');
    await start();
    expect((await server.inject('/icon-maskable.js')).headers['cache-control']).toBe('no-cache');
  });

  it('has the service worker and the manifest asked for again, each as what it is', async () => {
    await writeFile(join(root, 'service-worker.js'), 'const RELEASE = {};');
    await writeFile(join(root, 'manifest.webmanifest'), '{}');
    await start();
    const [worker, manifest] = [
      await server.inject('/service-worker.js'),
      await server.inject('/manifest.webmanifest'),
    ];
    expect(worker.body).toContain('RELEASE');
    expect(worker.headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': expect.stringMatching(/^(?:text|application)\/javascript; charset=utf-8$/),
    });
    expect(manifest.headers['cache-control']).toBe('no-cache');
    expect(manifest.headers['content-type']).toMatch(/^application\/manifest\+json/);
  });

  it('takes the service worker from every browser when it is switched off', async () => {
    await writeFile(join(root, 'service-worker.js'), 'const RELEASE = {};');
    await start({ serviceWorker: false });
    const answer = await server.inject('/service-worker.js');
    expect(answer.body).toContain('registration.unregister()');
    expect(answer.headers['cache-control']).toBe('no-cache');
  });

  it('allows scripts of its own origin only, on every answer', async () => {
    await start();
    for (const url of ['/', '/config.json', '/missing.js']) {
      const policy = String((await server.inject(url)).headers['content-security-policy']);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toContain('unsafe');
      expect(policy).toContain("frame-ancestors 'none'");
    }
  });

  it('names the API and Clerk as the only places to connect to', async () => {
    await start();
    expect((await server.inject('/')).headers['content-security-policy']).toContain(
      "connect-src 'self' https://api.bharatprint.example https://clerk.bharatprint.localhost;",
    );
  });

  it('tells the portal its settings', async () => {
    await start({ clerkProxyTarget: 'http://127.0.0.1:1', inboxUrl: 'http://localhost:4000/' });
    expect((await server.inject('/config.json')).json()).toEqual({
      apiUrl: 'https://api.bharatprint.example',
      clerkPublishableKey: KEY,
      clerkProxyUrl: '/__clerk',
      inboxUrl: 'http://localhost:4000/',
    });
  });

  it("answers in Clerk's error shape while the stand-in is down", async () => {
    await start({ clerkProxyTarget: 'http://127.0.0.1:1' });
    const answer = await server.inject('/__clerk/v1/client');
    expect(answer.statusCode).toBe(502);
    expect(answer.json()).toMatchObject({ errors: [{ code: 'proxy_error' }] });
  });

  it('has no proxy unless one is set', async () => {
    await start();
    expect((await server.inject('/__clerk/v1/client')).body).toContain('<title>BharatPrint</title>');
  });
});
