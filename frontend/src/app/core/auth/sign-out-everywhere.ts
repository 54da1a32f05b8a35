import { Injectable, inject } from '@angular/core';
import { SessionEnd } from './session-end.js';
import { SignedInApi } from './signed-in-api.js';

/** Ends every session of the account, on every phone and computer. */
@Injectable({ providedIn: 'root' })
export class SignOutEverywhere {
  private readonly api = inject(SignedInApi);
  private readonly end = inject(SessionEnd);

  /**
   * Ends this browser's session too, but only once the server has ended all others.
   * @throws ApiFailure the owner is still signed in
   */
  async run(): Promise<void> {
    await this.api.post('/auth/sign-out-everywhere');
    await this.end.signOut('signed-out-everywhere');
  }
}
