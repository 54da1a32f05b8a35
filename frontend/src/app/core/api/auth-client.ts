import { Injectable, inject } from '@angular/core';
import { PORTAL_CONFIG } from '../config/portal-config.js';
import { callApi } from './call-api.js';
import { type Routes } from './generated/api-types.js';

type Exchange = Routes['POST /auth/verify-clerk-token'];

@Injectable({ providedIn: 'root' })
export class AuthClient {
  private readonly url = `${inject(PORTAL_CONFIG).apiUrl}/auth/verify-clerk-token`;

  /**
   * Exchanges a Clerk session token for the app's own token and profile.
   * @throws ApiFailure
   */
  async exchange(clerkToken: string, request: Exchange['body']): Promise<Exchange['answer']> {
    return await callApi({ method: 'POST', url: this.url, token: clerkToken, body: request });
  }
}
