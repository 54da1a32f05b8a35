import { Injectable, inject } from '@angular/core';
import { type Invitation, type MyReferrals, type ReferralStanding } from '#contracts/referral.js';
import { SignedInApi } from '../auth/signed-in-api.js';

@Injectable({ providedIn: 'root' })
export class ReferralsClient {
  private readonly api = inject(SignedInApi);

  /**
   * The own code, what it brought and the shops that came by it, newest first.
   * @param cursor of the page before; null for the first page
   * @throws ApiFailure
   */
  async mine(cursor: string | null = null): Promise<MyReferrals> {
    return await this.api.get(
      cursor === null ? '/referrals/me' : `/referrals/me?cursor=${encodeURIComponent(cursor)}`,
    );
  }

  /**
   * What the caller may still earn, and who invited the caller.
   * @throws ApiFailure
   */
  async standing(): Promise<ReferralStanding> {
    return await this.api.get('/referrals/me/standing');
  }

  /**
   * Names the shop that invited the caller, once and for ever.
   * @throws ApiFailure `referral.own_code`, `.code_unknown`, `.already_redeemed` or `.too_late`
   */
  async redeem(code: string): Promise<Invitation> {
    return await this.api.post('/referrals/redeem', { code });
  }
}
