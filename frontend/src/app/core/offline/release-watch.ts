import { Injectable, isDevMode, signal } from '@angular/core';
import { whenIdle } from '../../shared/browser/when-idle.js';

const WORKER = '/service-worker.js';
const EVERY_MS = 60 * 60_000;

/** Has the service worker keep the portal for days without a network, and hears of newer releases. */
@Injectable({ providedIn: 'root' })
export class ReleaseWatch {
  private hasBegun = false;

  /** A newer release than the one on screen is on this device. */
  readonly isNewerReady = signal(false);

  /** Waits until the page has come to rest: fetching a release must not compete with what is on screen. */
  begin(): void {
    if (this.hasBegun || isDevMode() || !('serviceWorker' in navigator)) return;
    this.hasBegun = true;
    navigator.serviceWorker.addEventListener('message', ({ data }) => this.hear(data));
    if (document.readyState === 'complete') whenIdle(() => void this.register());
    else window.addEventListener('load', () => whenIdle(() => void this.register()), { once: true });
  }

  private async register(): Promise<void> {
    try {
      const registration = await navigator.serviceWorker.register(WORKER);
      const look = (): void => {
        // Without a network there is nothing new.
        registration.update().catch(() => undefined);
      };
      setInterval(look, EVERY_MS);
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') look();
      });
    } catch {
      // A browser that allows no worker (a private window, storage switched off) shows the portal as ever.
    }
  }

  /** The worker that has just taken over says what its release begins with. */
  private hear(message: unknown): void {
    const { entries } = (message ?? {}) as { entries?: unknown };
    if (Array.isArray(entries) && !entries.every(isOnThisPage)) this.isNewerReady.set(true);
  }
}

function isOnThisPage(entry: unknown): boolean {
  const name = CSS.escape(String(entry));
  return document.querySelector(`[src="${name}"], [href="${name}"]`) !== null;
}
