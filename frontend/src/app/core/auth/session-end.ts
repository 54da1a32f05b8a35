import { Injectable, inject } from '@angular/core';
import { Router } from '@angular/router';
import { logAuthStep } from '../errors/log-auth-step.js';
import { ClerkSession } from './clerk-session.js';
import { returnQuery } from './return-url.js';
import { Session } from './session.js';

/** Why the sign-in page is shown to somebody who was signed in; travels with the navigation, not in the address. */
export type ArrivalReason = 'session-ended' | 'signed-out-elsewhere' | 'blocked';

/** The ways a session ends. */
@Injectable({ providedIn: 'root' })
export class SessionEnd {
  private readonly session = inject(Session);
  private readonly clerk = inject(ClerkSession);
  private readonly router = inject(Router);

  /** Signs out here and now; Clerk is told in the background, or as soon as it can be reached. */
  async signOut(): Promise<void> {
    this.session.close();
    this.clerk.signOut().catch((error: unknown) => logAuthStep('clerk will be told later', error));
    await this.router.navigateByUrl('/auth/login');
  }

  /** The server no longer takes the token: sign in again and come back to this page. */
  forgetAndSignIn(reason: ArrivalReason): void {
    this.session.close();
    void this.router.navigate(['/auth/login'], {
      queryParams: returnQuery(this.router.url),
      info: reason,
    });
  }
}
