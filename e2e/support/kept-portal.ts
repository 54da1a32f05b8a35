import { type Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/** Waits until the whole portal lies on the device and its service worker has this page. */
export async function portalIsKept(page: Page): Promise<void> {
  await eventually(async () => {
    const isKept = await page.evaluate(
      async () => navigator.serviceWorker.controller !== null && (await caches.match('/')) !== undefined,
    );
    expect(isKept).toBe(true);
  });
}

/** What of an owner can be found on the device, whoever looks: in storage of any kind, and in the caches. */
export async function everythingStored(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const isBuilt = /-[\w-]{8}\.(?:js|css)$/.test(request.url);
        cached.push(request.url, isBuilt ? '' : ((await (await cache.match(request))?.text()) ?? ''));
      }
    }
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    return JSON.stringify({
      local: Object.entries(localStorage),
      session: Object.entries(sessionStorage),
      cached,
      databases,
    });
  });
}
