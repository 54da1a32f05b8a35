import { type Page } from 'playwright-core';
import { type Secrets } from './secrets.ts';

/** What the portal may keep in a cache that all users of a device share: its own public files, and its settings. */
const PUBLIC = /^\/(?:|favicon\.svg|config\.json|(?:media\/)?[\w-]+-[\w-]{8}\.(?:js|css|woff2))$/;

interface Left {
  isSignedIn: boolean;
  cached: { url: string; text: string }[];
  stored: Record<string, string>;
}

/** @returns what lies in the caches that is not public, and, where nobody is signed in, what tells of somebody */
export async function leftOnDevice(page: Page, secrets: Secrets): Promise<string[]> {
  const { isSignedIn, cached, stored } = await look(page);
  const origin = new URL(page.url()).origin;
  return [
    ...cached
      .filter(({ url }) => new URL(url).origin !== origin || !PUBLIC.test(new URL(url).pathname))
      .map(({ url }) => `${new URL(url).pathname} lies in a cache`),
    ...cached.flatMap(({ url, text }) =>
      secrets.in(text).map((secret) => `The cached ${url} holds ${secret}`),
    ),
    ...Object.entries(isSignedIn ? {} : stored).flatMap(([key, value]) =>
      secrets.in(value).map((secret) => `After its owner left, ${key} holds ${secret}`),
    ),
  ];
}

async function look(page: Page): Promise<Left> {
  try {
    return await page.evaluate(lookAround);
  } catch {
    // It was on its way to another page.
    await page.waitForLoadState();
    return await page.evaluate(lookAround);
  }
}

/** Runs in the page. A file whose name carries its hash is what was built: its text is not looked at. */
async function lookAround(): Promise<Left> {
  const cached: Left['cached'] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const isBuilt = /-[\w-]{8}\.(?:js|css|woff2)$/.test(url);
      cached.push({ url, text: isBuilt ? '' : ((await (await cache.match(url))?.text()) ?? '') });
    }
  }
  const stored = Object.fromEntries(
    Object.entries(localStorage).filter(([key]) => key.startsWith('bharatprint.')),
  );
  return { isSignedIn: 'bharatprint.session' in stored, cached, stored };
}
