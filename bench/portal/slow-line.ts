import { performance } from 'node:perf_hooks';
import { type Browser, type BrowserContext } from 'playwright-core';
import { SignInPage } from '../../e2e/pages/sign-in-page.ts';
import { PHONE } from '../../e2e/support/visitor.ts';
import { type Words } from '../../e2e/support/words.ts';

/** A print shop's phone in a bad hour. */
const LINE = { bitsPerSecond: 400_000, latencyMs: 400 };

/** Milliseconds until the phone field takes a key, on a first visit and on the next one. */
export interface Visit {
  cold: number;
  warm: number;
}

export async function visit(browser: Browser, portalUrl: string, words: Words): Promise<Visit> {
  const context = await browser.newContext({
    locale: `${words.language}-IN`,
    baseURL: portalUrl,
    viewport: PHONE,
  });
  try {
    return { cold: await timeToKey(context, words), warm: await timeToKey(context, words) };
  } finally {
    await context.close();
  }
}

async function timeToKey(context: BrowserContext, words: Words): Promise<number> {
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LINE.latencyMs,
    downloadThroughput: LINE.bitsPerSecond / 8,
    uploadThroughput: LINE.bitsPerSecond / 8,
  });
  const { phone } = new SignInPage(page, words);
  const begun = performance.now();
  await page.goto('/auth/login', { waitUntil: 'commit', timeout: 60_000 });
  await phone.press('9', { timeout: 60_000 });
  while ((await phone.inputValue()) !== '9') await phone.press('9');
  const ended = performance.now();
  await page.close();
  return ended - begun;
}
