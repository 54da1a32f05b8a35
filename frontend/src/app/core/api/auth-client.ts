import { HttpClient, HttpContext } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { type SignInRequest, type SignInResponse } from '#contracts/sign-in.js';
import { PORTAL_CONFIG } from '../config/portal-config.js';
import { API_PATIENCE_MS, WITHOUT_APP_TOKEN } from './api-request.js';
import { toApiFailure } from './api-failure.js';

@Injectable({ providedIn: 'root' })
export class AuthClient {
  private readonly http = inject(HttpClient);
  private readonly url = `${inject(PORTAL_CONFIG).apiUrl}/auth/verify-clerk-token`;

  /**
   * Exchanges a Clerk session token for the app's own token and profile.
   * @throws ApiFailure
   */
  async exchange(clerkToken: string, request: SignInRequest): Promise<SignInResponse> {
    const answer = this.http.post<SignInResponse>(this.url, request, {
      headers: { Authorization: `Bearer ${clerkToken}` },
      context: new HttpContext().set(WITHOUT_APP_TOKEN, true),
      timeout: API_PATIENCE_MS,
    });
    try {
      return await firstValueFrom(answer);
    } catch (error) {
      throw toApiFailure(error);
    }
  }
}
