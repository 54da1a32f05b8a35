import { Injectable, inject } from '@angular/core';
import { Router } from '@angular/router';
import { type ApiFailure } from '../api/api-failure.js';
import { forgetAll } from '../browser/tab-memory.js';
import { logAuthStep } from '../errors/log-auth-step.js';
import { ClerkSession } from './clerk-session.js';
import { returnQuery } from './return-url.js';
import { Session } from './session.js';

/** Why the sign-in page is shown to somebody who did not ask for it; travels with the navigation, not in the address. */
export type ArrivalReason =
  | 'session-ended'
  | 'signed-out-elsewhere'
  | 'signed-out-everywhere'
  | 'erasure-asked'
  | 'erasure-likely'
  | 'blocked'
  | 'parked'
  | 'erased'
  | 'invitation-unreadable';

const CLOSED: Partial<Record<string, ArrivalReason>> = {
  'user.blocked': 'blocked',
  'user.parked': 'parked',
  'user.erased': 'erased',
};

/** Why the account is closed to its owner, when that is what a refusal says. */
export function closingReasonOf(failure: ApiFailure): ArrivalReason | null {
  return CLOSED[failure.code] ?? null;
}

/** The ways a session ends. */
@Injectable({ providedIn: 'root' })
export class SessionEnd {
  private readonly session = inject(Session);
  private readonly clerk = inject(ClerkSession);
  private readonly router = inject(Router);

  /** Signs out here and now; Clerk is told in the background, or as soon as it can be reached. */
  async signOut(reason?: ArrivalReason): Promise<void> {
    this.session.close();
    forgetAll();
    this.clerk.signOut().catch((error: unknown) => logAuthStep('clerk will be told later', error));
    await this.router.navigateByUrl('/auth/login', { info: reason });
  }

  /** The server no longer takes the token: sign in again and come back to this page. */
  forgetAndSignIn(reason: ArrivalReason): void {
    this.session.close();
    if (reason === 'signed-out-elsewhere') forgetAll();
    void this.router.navigate(['/auth/login'], {
      queryParams: returnQuery(this.router.url),
      info: reason,
    });
  }
}
