import { Injectable, inject } from '@angular/core';
import { ClerkFailure, toClerkFailure, withPatience } from './clerk-failure.js';
import { CALL_PATIENCE_MS, ClerkSession } from './clerk-session.js';

/** Proves, within the session that is open, that its owner still holds the number: Clerk's reverification. */
@Injectable({ providedIn: 'root' })
export class ClerkReverification {
  private readonly clerk = inject(ClerkSession);

  /**
   * Sends a code to the owner's number; the code before it no longer works.
   * @throws ClerkFailure
   */
  async sendCode(): Promise<void> {
    const { session } = await this.clerk.opened();
    const { supportedFirstFactors } = await withPatience(
      session.startVerification({ level: 'first_factor' }),
      CALL_PATIENCE_MS,
    );
    const factors = supportedFirstFactors?.filter(({ strategy }) => strategy === 'phone_code') ?? [];
    const phoneNumberId = (factors.find(({ primary }) => primary) ?? factors[0])?.phoneNumberId;
    if (phoneNumberId === undefined) throw new ClerkFailure('more_steps_needed');
    await withPatience(
      session.prepareFirstFactorVerification({ strategy: 'phone_code', phoneNumberId }),
      CALL_PATIENCE_MS,
    );
  }

  /**
   * Checks the code; for the next ten minutes Clerk's tokens say that the owner is here.
   * @throws ClerkFailure
   */
  async confirm(code: string): Promise<void> {
    const { session } = await this.clerk.opened();
    try {
      const { status } = await withPatience(
        session.attemptFirstFactorVerification({ strategy: 'phone_code', code }),
        CALL_PATIENCE_MS,
      );
      if (status !== 'complete') throw new ClerkFailure('more_steps_needed');
    } catch (error) {
      // An answer that was lost on the way: this very code has done its work.
      if (toClerkFailure(error).code !== 'verification_already_verified') throw error;
    }
  }
}
