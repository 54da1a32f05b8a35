import { Injectable, inject } from '@angular/core';
import { type SignInResponse } from '#contracts/sign-in.js';
import { ApiFailure } from '../api/api-failure.js';
import { AuthClient } from '../api/auth-client.js';
import { ClerkFailure } from './clerk-failure.js';
import { ClerkSession } from './clerk-session.js';
import { Session } from './session.js';

/** Turns the session Clerk holds into the app's own. */
@Injectable({ providedIn: 'root' })
export class SessionExchange {
  private readonly clerk = inject(ClerkSession);
  private readonly auth = inject(AuthClient);
  private readonly session = inject(Session);

  /**
   * @param typedNumber stands in where Clerk does not know the number of its own user (its degraded mode)
   * @throws ClerkFailure | ApiFailure
   */
  async run(typedNumber: string | null = null): Promise<SignInResponse> {
    const isRenewal = this.session.isSignedIn();
    const identity = await this.clerk.settledIdentity();
    const phoneNumber = identity?.phoneNumber ?? typedNumber ?? this.session.user()?.phoneNumber;
    if (!identity || phoneNumber === undefined) throw new ClerkFailure('signed_out');

    const request = {
      phoneNumber,
      clerkUserId: identity.userId,
      ...(identity.name === null || identity.name === '' ? {} : { name: identity.name }),
    };
    const answer = await this.exchange(request);
    if (isRenewal) this.session.catchUp();
    // Signed out in the meantime, perhaps in another tab: that was the owner's last word.
    if (isRenewal && !this.session.isSignedIn()) throw new ClerkFailure('signed_out');
    this.session.open(answer.token, answer.user);
    return answer;
  }

  /** The token at hand may have run out on its way over a slow network: a refusal earns one fresh token. */
  private async exchange(request: Parameters<AuthClient['exchange']>[1]): Promise<SignInResponse> {
    try {
      return await this.auth.exchange(await this.clerk.getToken(), request);
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.code !== 'auth.unauthorized') throw error;
      return await this.auth.exchange(await this.clerk.getToken('fresh'), request);
    }
  }
}
