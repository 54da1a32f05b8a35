import { Injectable, inject } from '@angular/core';
import { type SignInRequest, type SignInResponse } from '#contracts/sign-in.js';
import { ApiFailure } from '../api/api-failure.js';
import { AuthClient } from '../api/auth-client.js';
import { ClerkFailure } from './clerk-failure.js';
import { type ClerkIdentity, ClerkSession } from './clerk-session.js';
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
    const answer = await this.vouchedFor(typedNumber);
    if (isRenewal) this.session.catchUp();
    // Signed out in the meantime, perhaps in another tab: that was the owner's last word.
    if (isRenewal && !this.session.isSignedIn()) throw new ClerkFailure('signed_out');
    this.session.open(answer.token, answer.user);
    return answer;
  }

  /** A number changed on another phone is news to this page: a refused one earns one more look at Clerk. */
  private async vouchedFor(typedNumber: string | null): Promise<SignInResponse> {
    const identity = await this.clerk.settledIdentity();
    try {
      return await this.exchange(this.requestOf(identity, typedNumber));
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.code !== 'auth.identity_mismatch') throw error;
      const now = await this.clerk.freshIdentity();
      if (now?.phoneNumber === identity?.phoneNumber) throw error;
      return await this.exchange(this.requestOf(now, typedNumber));
    }
  }

  private requestOf(identity: ClerkIdentity | null, typedNumber: string | null): SignInRequest {
    const phoneNumber = identity?.phoneNumber ?? typedNumber ?? this.session.user()?.phoneNumber;
    if (!identity || phoneNumber === undefined) throw new ClerkFailure('signed_out');
    return {
      phoneNumber,
      clerkUserId: identity.userId,
      ...(identity.name === null || identity.name === '' ? {} : { name: identity.name }),
    };
  }

  /** The token at hand may have run out on its way over a slow network: a refusal earns one fresh token. */
  private async exchange(request: SignInRequest): Promise<SignInResponse> {
    try {
      return await this.auth.exchange(await this.clerk.getToken(), request);
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.code !== 'auth.unauthorized') throw error;
      return await this.auth.exchange(await this.clerk.getToken('fresh'), request);
    }
  }
}
