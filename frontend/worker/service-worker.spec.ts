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

const keyOf = (url: string): string => {
  const { pathname, search } = new URL(url, HOME);
  return pathname + search;
};

/** As much of CacheStorage as the worker uses. */
class FakeCaches {
  readonly named = new Map<string, Map<string, Response>>();
  isFull = false;
  isBroken = false;

  open = (name: string): Promise<{ put: (url: string, answer: Response) => Promise<void> }> => {
    const cache = this.named.get(name) ?? new Map<string, Response>();
    this.named.set(name, cache);
    return Promise.resolve({
      put: (url, answer) => {
        if (this.isFull) return Promise.reject(new DOMException('Quota exceeded', 'QuotaExceededError'));
        cache.set(keyOf(url), answer);
        return Promise.resolve();
      },
    });
  };
  keys = (): Promise<string[]> => Promise.resolve([...this.named.keys()]);
  delete = (name: string): Promise<boolean> => Promise.resolve(this.named.delete(name));
  match = (url: string, { cacheName }: { cacheName?: string }): Promise<Response | undefined> => {
    if (this.isBroken) return Promise.reject(new DOMException('Internal error', 'UnknownError'));
    const within = [...this.named].filter(([name]) => cacheName === undefined || name === cacheName);
    return Promise.resolve(
      within
        .map(([, cache]) => cache.get(keyOf(url)))
        .find(Boolean)
        ?.clone(),
    );
  };
}

let listeners: Record<string, Listener>;
let cached: FakeCaches;
let network: Record<string, () => Response | Promise<Response>>;
let told: unknown[];
let registration: {
  navigationPreload: { enable: () => Promise<void> };
  installing: unknown;
  waiting: unknown;
};
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
  cached = new FakeCaches();
  told = [];
  registration = { navigationPreload: { enable: () => Promise.resolve() }, installing: null, waiting: null };
  serve();
  run('new');
});

/** Puts the worker of a release in the place of the one that ran. */
function run(id: string): void {
  listeners = {};
  const page = { postMessage: (message: unknown) => told.push(message) };
  runInNewContext(script, {
    RELEASE: { ...RELEASE, id },
    URL,
    Promise,
    Response,
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
      registration,
      clients: { claim: () => Promise.resolve(), matchAll: () => Promise.resolve([page]) },
    },
  });
}

/** A release becomes the one that open pages run. */
async function deploy(id: string): Promise<void> {
  run(id);
  await happen('install');
  await happen('activate');
}

const releasesKept = async (): Promise<string[]> =>
  (await cached.keys())
    .filter((name) => name.startsWith('portal-release-'))
    .map((name) => name.replace('portal-release-', ''))
    .sort();

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

  it('takes over, and tells the pages', async () => {
    await deploy('new');
    expect(told).toEqual([{ entries: RELEASE.entries }]);
  });

  it.each([
    ['the one before', ['a', 'b', 'c'], ['b', 'c']],
    ['the one that was gone back to', ['b', 'c', 'b', 'd'], ['b', 'd']],
    ['the one before, when the same one is installed again', ['a', 'b', 'b'], ['a', 'b']],
  ])('keeps of other releases %s', async (_case, deployed, kept) => {
    for (const id of deployed) await deploy(id);
    expect(await releasesKept()).toEqual(kept);
  });

  it('keeps nothing of a release that did not come whole', async () => {
    await deploy('a');
    run('b');
    delete network['/config.json'];
    await expect(happen('install')).rejects.toThrow();
    serve();
    await deploy('c');
    expect(await releasesKept()).toEqual(['a', 'c']);
  });

  it('keeps the one that pages run when others came that never took over', async () => {
    await deploy('a');
    for (const id of ['b', 'c']) {
      run(id);
      await happen('install');
    }
    await deploy('d');
    expect(await releasesKept()).toEqual(['a', 'd']);
  });

  it.each(['installing' as const, 'waiting' as const])(
    'takes nothing from the next release while that is %s',
    async (state) => {
      await deploy('a');
      await deploy('b');
      await cached.open('portal-release-next');
      registration[state] = {};
      await deploy('c');
      expect(await releasesKept()).toEqual(['a', 'b', 'c', 'next']);
      registration[state] = null;
      await deploy('next');
      expect(await releasesKept()).toEqual(['c', 'next']);
    },
  );

  it('keeps the last whole release of a worker that took no note of it', async () => {
    for (const id of ['a', 'b', 'half']) {
      const before = await cached.open(`portal-release-${id}`);
      await before.put('/main-BBBBBBBB.js', text('main', 'text/javascript'));
      if (id !== 'half') await before.put('/', text(INDEX, 'text/html'));
    }
    await deploy('c');
    expect(await releasesKept()).toEqual(['b', 'c']);
  });

  it('takes over also where storage breaks, and leaves what is there', async () => {
    await deploy('a');
    run('b');
    await happen('install');
    cached.isBroken = true;
    await expect(happen('activate')).rejects.toThrow();
    expect(told).toHaveLength(2);
    expect(await releasesKept()).toEqual(['a', 'b']);
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

  it.each([
    ['is full', 'isFull' as const],
    ['is broken', 'isBroken' as const],
  ])("answers with the network's settings and files when storage %s", async (_case, state) => {
    await happen('install');
    cached[state] = true;
    network['/config.json'] = () => text('{"apiUrl":"https://new.test"}', 'application/json');
    expect(await (await ask('/config.json'))?.json()).toEqual({ apiUrl: 'https://new.test' });
    expect(await (await ask('/chunk-CCCCCCCC.js'))?.text()).toBe('chunk');
    expect(await navigate('/dashboard')).toBe(INDEX);
  });

  it('waits for the network where storage is broken, however slow it is', async () => {
    cached.isBroken = true;
    const slow = (answer: Response): Promise<Response> =>
      new Promise((resolve) => setTimeout(() => resolve(answer), 20));
    network['/config.json'] = () => slow(text(JSON.stringify(SETTINGS), 'application/json'));
    network['/dashboard'] = () => slow(text('from the network', 'text/html'));
    expect(await (await ask('/config.json'))?.json()).toEqual(SETTINGS);
    expect(await navigate('/dashboard')).toBe('from the network');
  });

  it('is not installed where storage is full', async () => {
    cached.isFull = true;
    await expect(happen('install')).rejects.toThrow('Quota exceeded');
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
