/**
 * The portal's service worker: while the network answers it stays out of the way, without it the portal opens from what
 * this release left on the device. It never sees an answer of the API or of Clerk: those are other origins, or
 * `/__clerk`, and nothing but the portal's own public files is kept. docs/decisions/0021 says why it is as it is.
 */

/** What `build.ts` writes in front of this file. */
declare const RELEASE: {
  /** A hash over all files. */
  id: string;
  /** The first script and the styles, which index.html names and no other release's does. */
  entries: readonly string[];
  /** Paths of all files that a page may need, index.html apart. */
  files: readonly string[];
};

const worker = self as unknown as ServiceWorkerGlobalScope;

const RELEASES = 'portal-release-';
const HERE = RELEASES + RELEASE.id;
const SETTINGS = 'portal-settings';
const SHELL = '/';
const SETTINGS_FILE = '/config.json';
/** Lies beside the settings, under an address nobody asks for: the releases that stay, the active one first. */
const STAYING = '/config.json?releases';
/** Past this a page opens from what is kept; the network's answer is then for the next time. */
const PATIENCE_MS = 3_000;
/** As frontend/server knows them: whatever has such a name never changes. */
const HASHED = /^\/(?:chunk|main|polyfills|styles|media\/[\w-]+)-[\w-]{8}\.(?:js|css|woff2)$/;

worker.addEventListener('install', (event) => event.waitUntil(keepThisRelease()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('fetch', (event) => {
  const answer = answerTo(event);
  if (answer) event.respondWith(answer);
});

/** Taking over at once is safe: a page keeps the scripts it began with, because the release before stays too. */
async function keepThisRelease(): Promise<void> {
  const shell = await whole(SHELL, { cache: 'no-cache' });
  // Servers that are being renewed one by one may still answer with the page of before: the browser tries again later.
  const html = await shell.clone().text();
  if (!RELEASE.entries.every((entry) => html.includes(entry))) throw new Error('Another release is served.');
  const cache = await caches.open(HERE);
  // One after the other and last in line: on a slow network the page in front of it has the right of way.
  for (const file of RELEASE.files) await cache.put(file, await unchanged(file));
  // The page that brought the worker had read them already, past it: without them nothing opens.
  const settings = await fetch(SETTINGS_FILE, { cache: 'no-cache' });
  if (!(await isSettings(settings.clone()))) throw new Error(`${SETTINGS_FILE} did not come`);
  await keepSettings(settings);
  await cache.put(SHELL, shell);
  await worker.skipWaiting();
}

async function takeOver(): Promise<void> {
  await worker.registration.navigationPreload.enable();
  await worker.clients.claim();
  for (const page of await worker.clients.matchAll({ type: 'window' }))
    page.postMessage({ entries: RELEASE.entries });
  // Last, because they alone need a storage that works.
  await noteThisRelease();
  await dropOldReleases();
}

/** Storage knows when a cache was made, which after a deployment was taken back is not who was active before. */
async function noteThisRelease(): Promise<void> {
  const before = (await stayingReleases()).filter((name) => name !== HERE);
  const note = new Response(JSON.stringify([HERE, ...before.slice(0, 1)]));
  await (await caches.open(SETTINGS)).put(STAYING, note);
}

async function stayingReleases(): Promise<string[]> {
  const note = await caches.match(STAYING, { cacheName: SETTINGS });
  return note ? ((await note.json()) as string[]) : await wholeReleases();
}

/** What workers left that wrote no note. The page is put last: a release without one was never installed. */
async function wholeReleases(): Promise<string[]> {
  const found: string[] = [];
  for (const name of await caches.keys())
    if (name.startsWith(RELEASES) && (await caches.match(SHELL, { cacheName: name }))) found.unshift(name);
  return found;
}

async function dropOldReleases(): Promise<void> {
  const staying = await stayingReleases();
  const others = (await caches.keys()).filter((name) => name.startsWith(RELEASES) && !staying.includes(name));
  // One that is on its way already is not to lose what it has fetched; it tidies up in its turn.
  if (worker.registration.installing ?? worker.registration.waiting) return;
  for (const name of others) await caches.delete(name);
}

function answerTo(event: FetchEvent): Promise<Response> | null {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== worker.location.origin || request.method !== 'GET') return null;
  // Who wants to know whether the network is there must not be answered from here.
  if (request.cache === 'no-store') return null;
  if (request.mode === 'navigate') return isPage(pathname) ? page(event) : null;
  if (pathname === SETTINGS_FILE) return settings(request);
  return HASHED.test(pathname) || RELEASE.files.includes(pathname) ? file(request, pathname) : null;
}

function isPage(path: string): boolean {
  return !path.startsWith('/__clerk') && !/\.[a-z0-9]+$/i.test(path);
}

/** The network's page while it comes in time, so that nobody sees an old release who can have the new one. */
async function page(event: FetchEvent): Promise<Response> {
  const network = preloadedOr(event, () => fetch(event.request));
  event.waitUntil(network.catch(() => undefined));
  return (await inTime(network, ({ status }) => status < 500)) ?? (await kept(SHELL, HERE)) ?? network;
}

/** The settings are never pinned: what is kept answers only while the network does not, and each answer replaces it. */
async function settings(request: Request): Promise<Response> {
  const network = fetch(request).then(async (answer) => {
    // Storage that is full or broken takes nothing, and the answer is good all the same.
    if (await isSettings(answer.clone())) await keepSettings(answer).catch(() => undefined);
    return answer;
  });
  const answer = await inTime(network, ({ ok, headers }) => ok && isJson(headers));
  return answer ?? (await kept(SETTINGS_FILE, SETTINGS)) ?? network;
}

async function keepSettings(answer: Response): Promise<void> {
  await (await caches.open(SETTINGS)).put(SETTINGS_FILE, answer.clone());
}

async function file(request: Request, path: string): Promise<Response> {
  return (await kept(path, HERE)) ?? (await kept(path)) ?? fetch(request);
}

async function kept(path: string, cacheName?: string): Promise<Response | undefined> {
  try {
    return await caches.match(path, { ignoreVary: true, ...(cacheName !== undefined && { cacheName }) });
  } catch {
    // Storage that is broken has nothing, but the network may be there.
    return undefined;
  }
}

async function preloadedOr(event: FetchEvent, ask: () => Promise<Response>): Promise<Response> {
  return ((await event.preloadResponse) as Response | undefined) ?? (await ask());
}

/** @returns null when no answer came in time, or none worth showing */
async function inTime(
  network: Promise<Response>,
  isGood: (answer: Response) => boolean,
): Promise<Response | null> {
  const tooLate = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  try {
    const answer = await Promise.race([network, tooLate]);
    return answer && isGood(answer) ? answer : null;
  } catch {
    // No network: what is kept has to do.
    return null;
  }
}

/** A file of the release before that has the same hash is the same file: data costs money. */
async function unchanged(path: string): Promise<Response> {
  const before = HASHED.test(path) ? await kept(path) : undefined;
  return before ?? (await whole(path, HASHED.test(path) ? {} : { cache: 'no-cache' }));
}

/** @throws when it is not there, or when somebody on the way (a hotel's login page) answers in its place */
async function whole(path: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(path, { ...init, priority: 'low' });
  const type = answer.headers.get('content-type') ?? '';
  if (!answer.ok || answer.redirected || (path !== SHELL && type.startsWith('text/html')))
    throw new Error(`${path} did not come`);
  return answer;
}

async function isSettings(answer: Response): Promise<boolean> {
  if (!answer.ok || !isJson(answer.headers)) return false;
  const { apiUrl } = (await answer.json()) as { apiUrl?: unknown };
  return typeof apiUrl === 'string';
}

function isJson(headers: Headers): boolean {
  return (headers.get('content-type') ?? '').startsWith('application/json');
}
