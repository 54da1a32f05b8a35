import { Injectable, inject } from '@angular/core';
import { callApi } from '../api/call-api.js';
import { type Routes } from '../api/generated/api-types.js';
import { PORTAL_CONFIG } from '../config/portal-config.js';

@Injectable({ providedIn: 'root' })
export class CodeLookUp {
  private readonly url = `${inject(PORTAL_CONFIG).apiUrl}/referrals/codes/`;

  /**
   * Asks whose code it is. Anybody may, 20 times a minute from one address.
   * @throws ApiFailure
   */
  async whose(code: string): Promise<Routes['GET /referrals/codes/{code}']['answer']> {
    return await callApi({ method: 'GET', url: this.url + encodeURIComponent(code), token: null });
  }
}
