import { type ErrorHandler, Injectable, inject, isDevMode, signal } from '@angular/core';
import { ErrorClaims } from './error-claims.js';

/** What went wrong that no page took care of: a page that did not arrive, or an error nobody expected. */
export interface CrashReport {
  kind: 'page' | 'error';
  /** Where the owner wanted to be. */
  url: string;
}

@Injectable({ providedIn: 'root' })
export class Crash {
  readonly report = signal<CrashReport | null>(null);

  /** A piece of this page did not arrive. Browsers do not ask for the same code twice: only a fresh page brings it. */
  noteLostCode(): void {
    this.report.set({ kind: 'page', url: location.href });
  }
}

/** The last net: what nobody caught is shown to the owner with a way on, never as a dead or blank page. */
@Injectable()
export class AppErrorHandler implements ErrorHandler {
  private readonly crash = inject(Crash);
  private readonly claims = inject(ErrorClaims);

  handleError(error: unknown): void {
    if (this.claims.isTaken(error)) return;
    // eslint-disable-next-line no-console -- without it a developer would see the notice but not the cause
    if (isDevMode()) console.error(error);
    // A page that did not arrive is told as that, also when it comes here a second time as an error.
    this.crash.report.update((report) => report ?? { kind: 'error', url: location.href });
  }
}
