import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';

const HOME = 'https://portal.test';
const RELEASE = {
  id: 'new',
  entries: ['main-AAAAAAAA.js'],
  files: ['/main-AAAAAAAA.js', '/chunk-CCCCCCCC.js'],
};
const INDEX = '<script src="main-AAAAAAAA.js">';
const SETTINGS = { apiUrl: 'https://api.test' };

type Listener = (event: Record<string, unknown>) => void;

/** As much of CacheStorage as the worker uses. */
class FakeCaches {
  readonly named = new Map<string, Map<string, Response>>();

  open = (name: string): Promise<{ put: (url: string, answer: Response) => Promise<void> }> => {
    const cache = this.named.get(name) ?? new Map<string, Response>();
    this.named.set(name, cache);
    return Promise.resolve({
      put: (url, answer) => {
        cache.set(new URL(url, HOME).pathname, answer);
        return Promise.resolve();
      },
    });
  };
  keys = (): Promise<string[]> => Promise.resolve([...this.named.keys()]);
  delete = (name: string): Promise<boolean> => Promise.resolve(this.named.delete(name));
  match = (url: string, { cacheName }: { cacheName?: string }): Promise<Response | undefined> => {
    const path = new URL(url, HOME).pathname;
    const within = [...this.named].filter(([name]) => cacheName === undefined || name === cacheName);
    return Promise.resolve(
      within
        .map(([, cache]) => cache.get(path))
        .find(Boolean)
        ?.clone(),
    );
  };
}

let listeners: Record<string, Listener>;
let cached: FakeCaches;
let network: Record<string, () => Response | Promise<Response>>;
let told: unknown[];
let script: string;

const text = (body: string, type: string, status = 200): Response =>
  new Response(body, { status, headers: { 'content-type': type } });
const serve = (): void => {
  network = {
    '/': () => text(INDEX, 'text/html'),
    '/dashboard': () => text(INDEX, 'text/html'),
    '/config.json': () => text(JSON.stringify(SETTINGS), 'application/json'),
    '/main-AAAAAAAA.js': () => text('main', 'text/javascript'),
    '/chunk-CCCCCCCC.js': () => text('chunk', 'text/javascript'),
  };
};

async function happen(name: 'install' | 'activate'): Promise<void> {
  let done: unknown;
  listeners[name]?.({ waitUntil: (work: unknown) => (done = work) });
  await done;
}

/** @returns null when the worker leaves the request alone */
function ask(
  url: string,
  request: Partial<Request> = {},
  preload: Promise<unknown> = Promise.resolve(undefined),
): Promise<Response> | null {
  let answer: Promise<Response> | null = null;
  listeners['fetch']?.({
    request: { url: new URL(url, HOME).href, method: 'GET', mode: 'cors', cache: 'default', ...request },
    preloadResponse: preload,
    waitUntil: () => undefined,
    respondWith: (given: Promise<Response>) => (answer = given),
  });
  return answer;
}

const navigate = (path: string): Promise<string> =>
  ask(path, { mode: 'navigate' })!.then((answer) => answer.text());

beforeAll(async () => {
  const source = await readFile(join(import.meta.dirname, 'main.ts'), 'utf8');
  script = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } }).outputText;
});

beforeEach(() => {
  listeners = {};
  cached = new FakeCaches();
  told = [];
  serve();
  const page = { postMessage: (message: unknown) => told.push(message) };
  runInNewContext(script, {
    RELEASE,
    URL,
    Promise,
    // The worker's patience is over at once: nobody waits in a test.
    setTimeout: (go: () => void) => setImmediate(() => setImmediate(go)),
    caches: cached,
    fetch: async (request: string | { url: string }) => {
      const { pathname } = new URL(typeof request === 'string' ? request : request.url, HOME);
      const answer = network[pathname];
      if (!answer) throw new TypeError('Failed to fetch');
      return answer();
    },
    self: {
      location: { origin: HOME },
      addEventListener: (name: string, listener: Listener) => (listeners[name] = listener),
      skipWaiting: () => Promise.resolve(),
      registration: { navigationPreload: { enable: () => Promise.resolve() } },
      clients: { claim: () => Promise.resolve(), matchAll: () => Promise.resolve([page]) },
    },
  });
});

describe('the service worker', () => {
  it.each([
    ['an answer of the API', 'https://api.test/users/me', {}],
    ["Clerk's calls", '/__clerk/v1/client', {}],
    ["Clerk's script", '/clerk/clerk.browser.js', {}],
    ['whatever is sent', '/config.json', { method: 'POST' as const }],
    ['who asks whether the network is there', '/config.json', { cache: 'no-store' as const }],
    ['a file that is opened as a page', '/icons/512.png', { mode: 'navigate' as const }],
    ['its own script', '/service-worker.js', {}],
  ])('leaves %s alone', (_case, url, request) => {
    expect(ask(url, request)).toBeNull();
  });

  it('keeps a whole release, and opens pages from it without a network', async () => {
    await happen('install');
    network = {};
    expect(await navigate('/referrals')).toBe(INDEX);
    expect(await (await ask('/chunk-CCCCCCCC.js'))?.text()).toBe('chunk');
  });

  it.each([
    ['hangs', () => new Promise<Response>(() => undefined)],
    ['is down', () => text('Bad gateway', 'text/html', 502)],
  ])('opens pages from it when the server %s', async (_case, answer) => {
    await happen('install');
    network['/dashboard'] = answer;
    expect(await navigate('/dashboard')).toBe(INDEX);
  });

  it('shows what the network has while it has it', async () => {
    await happen('install');
    network['/dashboard'] = () => text('newer', 'text/html');
    expect(await navigate('/dashboard')).toBe('newer');
  });

  it.each([
    ['another release is served', '/', () => text('<script src="main-BBBBBBBB.js">', 'text/html')],
    ['a login page is in the way', '/chunk-CCCCCCCC.js', () => text('<h1>Wi-Fi</h1>', 'text/html')],
    ['a file is missing', '/chunk-CCCCCCCC.js', () => text('Not found', 'text/plain', 404)],
  ])('is not installed when %s', async (_case, path, answer) => {
    network[path] = answer;
    await expect(happen('install')).rejects.toThrow();
  });

  it('takes over, tells the pages, and keeps of older releases the last', async () => {
    for (const name of ['portal-release-old', 'portal-release-older-than-new', 'portal-settings'])
      await cached.open(name);
    await happen('install');
    await happen('activate');
    expect(await cached.keys()).toEqual([
      'portal-release-older-than-new',
      'portal-settings',
      'portal-release-new',
    ]);
    expect(told).toEqual([{ entries: RELEASE.entries }]);
  });

  it('asks for no file again that the release before had', async () => {
    const before = await cached.open('portal-release-old');
    await before.put('/chunk-CCCCCCCC.js', text('chunk of before', 'text/javascript'));
    await happen('install');
    await cached.delete('portal-release-old');
    expect(await (await ask('/chunk-CCCCCCCC.js'))?.text()).toBe('chunk of before');
  });

  it.each([
    ['is not there', undefined],
    ['hangs', () => new Promise<Response>(() => undefined)],
    ['is in trouble', () => text('Bad gateway', 'text/html', 502)],
    ['has a login page in front', () => text('<h1>Wi-Fi</h1>', 'text/html')],
  ])('answers with the last good settings when the network %s', async (_case, answer) => {
    await (await ask('/config.json'))?.text();
    if (answer) network['/config.json'] = answer;
    else delete network['/config.json'];
    expect(await (await ask('/config.json'))?.json()).toEqual(SETTINGS);
  });

  it('has the settings from the start: the page that brought it has read them already', async () => {
    await happen('install');
    delete network['/config.json'];
    expect(await (await ask('/config.json'))?.json()).toEqual(SETTINGS);
  });

  it.each([
    ['do not come', () => text('', 'text/plain', 503)],
    ["are a hotel's login page", () => text('<h1>Wi-Fi</h1>', 'text/html')],
  ])('keeps no release while the settings %s', async (_case, answer) => {
    network['/config.json'] = answer;
    await expect(happen('install')).rejects.toThrow('/config.json did not come');
    expect(await cached.match('/', {})).toBeUndefined();
  });

  it('never pins settings: the newest answer is shown, and kept', async () => {
    await (await ask('/config.json'))?.text();
    network['/config.json'] = () => text('{"apiUrl":"https://new.test"}', 'application/json');
    expect(await (await ask('/config.json'))?.json()).toEqual({ apiUrl: 'https://new.test' });
    network = {};
    expect(await (await ask('/config.json'))?.json()).toEqual({ apiUrl: 'https://new.test' });
  });
});
