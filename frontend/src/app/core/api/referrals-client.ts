import { Injectable, inject } from '@angular/core';
import { SignedInApi } from '../auth/signed-in-api.js';
import { type Routes } from './generated/api-types.js';

@Injectable({ providedIn: 'root' })
export class ReferralsClient {
  private readonly api = inject(SignedInApi);

  /**
   * The own code, what it brought and the shops that came by it, newest first.
   * @param cursor of the page before; null for the first page
   * @throws ApiFailure
   */
  async mine(cursor: string | null = null): Promise<Routes['GET /referrals/me']['answer']> {
    return await this.api.get(
      cursor === null ? '/referrals/me' : `/referrals/me?cursor=${encodeURIComponent(cursor)}`,
    );
  }

  /**
   * What the caller may still earn, and who invited the caller.
   * @throws ApiFailure
   */
  async standing(): Promise<Routes['GET /referrals/me/standing']['answer']> {
    return await this.api.get('/referrals/me/standing');
  }

  /**
   * Names the shop that invited the caller, once and for ever.
   * @throws ApiFailure `referral.own_code`, `.code_unknown`, `.already_redeemed` or `.too_late`
   */
  async redeem(code: string): Promise<Routes['POST /referrals/redeem']['answer']> {
    const body: Routes['POST /referrals/redeem']['body'] = { code };
    return await this.api.post('/referrals/redeem', body);
  }
}
