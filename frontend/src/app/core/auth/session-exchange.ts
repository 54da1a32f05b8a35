import { Injectable, inject } from '@angular/core';
import { type SignInRequest, type SignInResponse } from '#contracts/sign-in.js';
import { ApiFailure } from '../api/api-failure.js';
import { AuthClient } from '../api/auth-client.js';
import { InvitationNews } from '../invitation/invitation-news.js';
import { KeptInvitation } from '../invitation/kept-invitation.js';
import { ClerkFailure } from './clerk-failure.js';
import { type ClerkIdentity, ClerkSession } from './clerk-session.js';
import { Session } from './session.js';

/** Turns the session Clerk holds into the app's own. */
@Injectable({ providedIn: 'root' })
export class SessionExchange {
  private readonly clerk = inject(ClerkSession);
  private readonly auth = inject(AuthClient);
  private readonly session = inject(Session);
  private readonly invitation = inject(KeptInvitation);
  private readonly invitationNews = inject(InvitationNews);

  /**
   * Signing in carries the invitation code that is kept here. A silent renewal does not: nobody who is signed in has
   * been asked yet, and a code is redeemed for ever.
   * @param typedNumber stands in where Clerk does not know the number of its own user (its degraded mode)
   * @throws ClerkFailure | ApiFailure
   */
  async run(typedNumber: string | null = null): Promise<SignInResponse> {
    const owner = this.session.user()?.id;
    const isRenewal = owner !== undefined;
    const code = isRenewal ? null : this.invitation.newest();
    const answer = await this.vouchedFor(typedNumber, code);
    if (isRenewal) this.session.catchUp();
    // Signed out in the meantime, perhaps in another tab: that was the owner's last word.
    if (isRenewal && !this.session.isSignedIn()) throw new ClerkFailure('signed_out');
    // So it was when somebody else has signed in since, of whose session this says nothing.
    if (isRenewal && this.session.user()?.id !== owner) throw new ClerkFailure('unknown');
    this.session.open(answer.token, answer.user);
    if (code !== null && answer.referral) this.invitationNews.settle(code, answer.referral);
    return answer;
  }

  /** A number changed on another phone is news to this page: a refused one earns one more look at Clerk. */
  private async vouchedFor(typedNumber: string | null, code: string | null): Promise<SignInResponse> {
    const identity = await this.clerk.settledIdentity();
    // Tells a session that has ended from one that Clerk cannot see just now.
    if (identity === null) await this.clerk.opened();
    try {
      return await this.exchange(this.requestOf(identity, typedNumber, code));
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.code !== 'auth.identity_mismatch') throw error;
      const now = await this.clerk.freshIdentity();
      if (now?.phoneNumber === identity?.phoneNumber) throw error;
      return await this.exchange(this.requestOf(now, typedNumber, code));
    }
  }

  private requestOf(
    identity: ClerkIdentity | null,
    typedNumber: string | null,
    code: string | null,
  ): SignInRequest {
    const phoneNumber = identity?.phoneNumber ?? typedNumber ?? this.session.user()?.phoneNumber;
    if (!identity || phoneNumber === undefined) throw new ClerkFailure('signed_out');
    return {
      phoneNumber,
      clerkUserId: identity.userId,
      ...(identity.name === null || identity.name === '' ? {} : { name: identity.name }),
      ...(code === null ? {} : { referralCode: code }),
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
