import { Injectable, inject } from '@angular/core';
import { ApiFailure } from '../api/api-failure.js';
import { logAuthStep } from '../errors/log-auth-step.js';
import { ClerkFailure } from './clerk-failure.js';
import { type ArrivalReason, closingReasonOf } from './session-end.js';
import { SessionExchange } from './session-exchange.js';

/** `unknown` means that nobody who could say more was reached; the other endings are certain. */
export type Renewal = 'renewed' | 'unknown' | ArrivalReason;

const ENDED: ReadonlySet<string> = new Set([
  'signed_out',
  'authentication_invalid',
  'resource_not_found',
  'user_banned',
]);

/** Gets a new app token while Clerk's session lives; calls that fail together share one exchange. */
@Injectable({ providedIn: 'root' })
export class SessionRenewal {
  private readonly exchange = inject(SessionExchange);
  private running: Promise<Renewal> | null = null;

  run(): Promise<Renewal> {
    this.running ??= this.renew().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async renew(): Promise<Renewal> {
    try {
      await this.exchange.run();
      return 'renewed';
    } catch (error) {
      logAuthStep('the session was not renewed', error);
      const closing = error instanceof ApiFailure ? closingReasonOf(error) : null;
      return closing ?? (hasEnded(error) ? 'session-ended' : 'unknown');
    }
  }
}

/** A lost connection is no reason to sign anybody out: only a clear answer is. */
function hasEnded(error: unknown): boolean {
  if (error instanceof ClerkFailure) return ENDED.has(error.code);
  return error instanceof ApiFailure && !error.isPassing;
}
