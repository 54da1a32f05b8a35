import { type Page } from 'playwright-core';
import { type ErrorCode } from '../../contracts/src/error-codes.ts';

const READABLE = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
  'access-control-expose-headers': '*',
  'cache-control': 'no-store',
};

/** Leaves a question without an answer, so that what is shown meanwhile can be looked at. */
export async function hold(page: Page, address: string): Promise<void> {
  await page.route(address, () => undefined);
}

/** Answers as the API does when it refuses. */
export async function refuse(
  page: Page,
  address: string,
  refusal: { status: number; code: ErrorCode },
): Promise<void> {
  await page.route(address, async (route) => {
    if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers: READABLE });
    return route.fulfill({
      status: refusal.status,
      headers: { ...READABLE, 'content-type': 'application/problem+json', 'retry-after': '30' },
      body: JSON.stringify({ ...refusal, type: 'about:blank', title: 'Refused', requestId: 'gallery' }),
    });
  });
}

/** Lets the server answer and changes parts of what it says. */
export async function alter(page: Page, address: string, part: object): Promise<void> {
  await page.route(address, async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const response = await route.fetch();
    return route.fulfill({ response, json: { ...((await response.json()) as object), ...part } });
  });
}

/** Cuts the line to what an address matches. */
export async function cut(page: Page, address: string): Promise<void> {
  await page.route(address, (route) => route.abort('internetdisconnected'));
}
