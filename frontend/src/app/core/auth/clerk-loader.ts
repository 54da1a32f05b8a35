import { EnvironmentInjector, Injectable, createEnvironmentInjector, inject } from '@angular/core';
import { ClerkService } from 'ngx-clerk';
import { PORTAL_CONFIG } from '../config/portal-config.js';
import { type ClerkJs } from './clerk-shapes.js';

const SCRIPT = '/clerk/clerk.browser.js';

/** One try to bring Clerk into the page. */
export interface ClerkLoading {
  /** Called at first arrival and at every later change of Clerk's state (sign-out in another tab, a new token). */
  onChange(listener: (clerk: ClerkJs) => void): void;
  /** Called at most once, when the script or Clerk's first calls failed for good. */
  onFailure(listener: () => void): void;
  /** Clears the way for the next try. */
  abandon(): void;
}

type ClerkWindow = Omit<Window, 'Clerk'> & { Clerk?: ClerkJs; __clerk_proxy_url?: string };

/**
 * Loads Clerk through ngx-clerk. Each try gets a ClerkService of its own, because one whose script failed stays
 * silent for ever and refuses to begin again.
 */
@Injectable({ providedIn: 'root' })
export class ClerkLoader {
  private readonly config = inject(PORTAL_CONFIG);
  private readonly injector = inject(EnvironmentInjector);
  private readonly window = window as unknown as ClerkWindow;

  begin(): ClerkLoading {
    // clerk-js reads this once, when its script runs; as an option to load() it would be ignored.
    if (this.config.clerkProxyUrl) this.window.__clerk_proxy_url = this.config.clerkProxyUrl;
    const injector = createEnvironmentInjector([ClerkService], this.injector);
    const service = injector.get(ClerkService);
    const silence = new AbortController();
    const failureListeners: (() => void)[] = [];

    const subscription = service.clerk$.subscribe(() => {
      silence.abort();
    });
    this.watchForFailure(silence, () => {
      for (const listener of failureListeners) listener();
    });
    service.__init({
      publishableKey: this.config.clerkPublishableKey,
      clerkJSUrl: SCRIPT,
      telemetry: false,
    });

    return {
      onChange: (listener) => {
        subscription.add(service.clerk$.subscribe((clerk) => listener(clerk as unknown as ClerkJs)));
      },
      onFailure: (listener) => failureListeners.push(listener),
      abandon: () => {
        silence.abort();
        subscription.unsubscribe();
        injector.destroy();
        this.clearTheWay();
      },
    };
  }

  /**
   * ngx-clerk catches neither a script that does not come nor a `Clerk.load()` that rejects: both show only as
   * unhandled rejections, taken here before the page's own error handler sees them.
   */
  private watchForFailure(silence: AbortController, failed: () => void): void {
    window.addEventListener(
      'unhandledrejection',
      (event) => {
        if (!isClerkLoadError(event.reason)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        silence.abort();
        failed();
      },
      { capture: true, signal: silence.signal },
    );
  }

  private clearTheWay(): void {
    for (const script of document.querySelectorAll(`script[src="${SCRIPT}"]`)) script.remove();
    // A Clerk that never loaded would be taken for a good one by the next script.
    if (this.window.Clerk?.loaded === false) delete this.window.Clerk;
  }
}

function isClerkLoadError(reason: unknown): boolean {
  if (reason instanceof Error && reason.message.startsWith('Clerk')) return true;
  return typeof reason === 'object' && reason !== null && ('clerkError' in reason || 'errors' in reason);
}
