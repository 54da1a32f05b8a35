import { Injectable, inject } from '@angular/core';
import { type ReferralCodeLookUp } from '#contracts/referral.js';
import { callApi } from '../api/call-api.js';
import { PORTAL_CONFIG } from '../config/portal-config.js';

@Injectable({ providedIn: 'root' })
export class CodeLookUp {
  private readonly url = `${inject(PORTAL_CONFIG).apiUrl}/referrals/codes/`;

  /**
   * Asks whose code it is. Anybody may, 20 times a minute from one address.
   * @throws ApiFailure
   */
  async whose(code: string): Promise<ReferralCodeLookUp> {
    return await callApi({ method: 'GET', url: this.url + encodeURIComponent(code), token: null });
  }
}
