import { Injectable, inject } from '@angular/core';
import { type SignInRequest, type SignInResponse } from '#contracts/sign-in.js';
import { PORTAL_CONFIG } from '../config/portal-config.js';
import { callApi } from './call-api.js';

@Injectable({ providedIn: 'root' })
export class AuthClient {
  private readonly url = `${inject(PORTAL_CONFIG).apiUrl}/auth/verify-clerk-token`;

  /**
   * Exchanges a Clerk session token for the app's own token and profile.
   * @throws ApiFailure
   */
  async exchange(clerkToken: string, request: SignInRequest): Promise<SignInResponse> {
    return await callApi({ method: 'POST', url: this.url, token: clerkToken, body: request });
  }
}
