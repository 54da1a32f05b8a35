import { DestroyRef, effect, inject } from '@angular/core';
import { type ApiFailure } from '../api/api-failure.js';

const FIRST_MS = 4_000;
const LONGEST_MS = 60_000;

/**
 * Asks again by itself after a failure that may pass: at once when the network is back or somebody looks at the page
 * again, else after a wait that doubles. A page that nobody looks at asks nothing.
 * @param failure of the newest try; null ends the asking
 */
export function askAgainAfter(failure: () => ApiFailure | null, ask: () => Promise<void>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let isWaiting = false;
  const askIfSeen = (): void => {
    if (isWaiting && document.visibilityState === 'visible') void ask();
  };
  effect(() => {
    const found = failure();
    clearTimeout(timer);
    isWaiting = found?.isPassing === true;
    if (found && isWaiting) timer = setTimeout(askIfSeen, waitOf(found, tries));
    tries = isWaiting ? tries + 1 : 0;
  });
  window.addEventListener('online', askIfSeen);
  document.addEventListener('visibilitychange', askIfSeen);
  inject(DestroyRef).onDestroy(() => {
    clearTimeout(timer);
    window.removeEventListener('online', askIfSeen);
    document.removeEventListener('visibilitychange', askIfSeen);
  });
}

/** Half of it by chance: a town whose network comes back must not ask all at once. */
export function waitOf(failure: ApiFailure, tries: number, chance: () => number = Math.random): number {
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** tries);
  return Math.max((failure.retryAfterSeconds ?? 0) * 1_000, wait / 2) + (wait / 2) * chance();
}
