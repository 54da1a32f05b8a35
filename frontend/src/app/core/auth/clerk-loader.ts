import { EnvironmentInjector, Injectable, inject } from '@angular/core';
import { type ClerkService } from 'ngx-clerk';
import { Subscription } from 'rxjs';
import { PORTAL_CONFIG } from '../config/portal-config.js';
import { Crash } from '../errors/app-error-handler.js';
import { ErrorClaims } from '../errors/error-claims.js';
import { type ClerkJs } from './clerk-shapes.js';
import { Session } from './session.js';

const SCRIPT = '/clerk/clerk.browser.js';

/** One try to bring Clerk into the page. */
export interface ClerkLoading {
  /** Called at first arrival and at every later change of Clerk's state (sign-out in another tab, a new token). */
  onChange(listener: (clerk: ClerkJs) => void): void;
  /** Called when the script or one of Clerk's own calls failed for good; counts only until Clerk is there. */
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
  private readonly crash = inject(Crash);
  private readonly session = inject(Session);
  private readonly window = window as unknown as ClerkWindow;
  private failureListener: () => void = () => undefined;

  constructor() {
    // Clerk's own background work may fail at any time later; that is no error of the page either.
    inject(ErrorClaims).claim((error) => {
      if (!isClerkError(error)) return false;
      this.failureListener();
      return true;
    });
  }

  begin(): ClerkLoading {
    // clerk-js reads this once, when its script runs; as an option to load() it would be ignored.
    if (this.config.clerkProxyUrl) this.window.__clerk_proxy_url = this.config.clerkProxyUrl;
    const subscription = new Subscription();
    const opened = this.open(subscription);
    opened.catch(() => {
      if (!subscription.closed) this.failureListener();
    });

    return {
      onChange: (listener) => {
        opened.then(
          (clerk$) => subscription.add(clerk$.subscribe((clerk) => listener(clerk as unknown as ClerkJs))),
          () => undefined, // Told as a failure already.
        );
      },
      onFailure: (listener) => {
        this.failureListener = listener;
      },
      abandon: () => {
        subscription.unsubscribe();
        this.clearTheWay();
      },
    };
  }

  /** ngx-clerk comes when the page is on screen: nobody waits for it to type a number. */
  private async open(lifetime: Subscription): Promise<ClerkService['clerk$']> {
    const arriving = import('./clerk-service.js');
    arriving.catch(() => {
      // The pages of an account do without Clerk, which they ask for by themselves.
      if (!this.session.isSignedIn()) this.crash.noteLostCode();
    });
    const { beginClerk } = await arriving;
    const { clerk$, end } = beginClerk(this.injector, {
      publishableKey: this.config.clerkPublishableKey,
      clerkJSUrl: SCRIPT,
      telemetry: false,
    });
    lifetime.add(end);
    return clerk$;
  }

  private clearTheWay(): void {
    for (const script of document.querySelectorAll(`script[src="${SCRIPT}"]`)) script.remove();
    // A Clerk that never loaded would be taken for a good one by the next script.
    if (this.window.Clerk?.loaded === false) delete this.window.Clerk;
  }
}

/**
 * ngx-clerk catches neither a script that does not come nor a `Clerk.load()` that rejects: both show only as unhandled
 * rejections, which Angular hands to the page's error handler.
 */
function isClerkError(reason: unknown): boolean {
  if (reason instanceof Error && reason.message.startsWith('Clerk')) return true;
  return typeof reason === 'object' && reason !== null && ('clerkError' in reason || 'errors' in reason);
}
