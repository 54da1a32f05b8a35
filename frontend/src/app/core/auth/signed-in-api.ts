import { Injectable, inject } from '@angular/core';
import { ApiFailure } from '../api/api-failure.js';
import { type ApiCall, callApi } from '../api/call-api.js';
import { PORTAL_CONFIG } from '../config/portal-config.js';
import { SessionEnd } from './session-end.js';
import { SessionRenewal } from './session-renewal.js';
import { Session } from './session.js';

/**
 * Calls to the API as the signed-in owner. A 401 renews the session once, silently, and the call goes out again;
 * when the session is really over the owner signs in and comes back.
 */
@Injectable({ providedIn: 'root' })
export class SignedInApi {
  private readonly origin = inject(PORTAL_CONFIG).apiUrl;
  private readonly session = inject(Session);
  private readonly renewal = inject(SessionRenewal);
  private readonly end = inject(SessionEnd);

  async get<T>(path: string): Promise<T> {
    return await this.call({ method: 'GET', url: this.origin + path });
  }

  async patch<T>(path: string, body: object): Promise<T> {
    return await this.call({ method: 'PATCH', url: this.origin + path, body });
  }

  private async call<T>(call: Omit<ApiCall, 'token'>): Promise<T> {
    const token = this.session.token();
    try {
      return await callApi({ ...call, token });
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.code !== 'auth.unauthorized') throw error;
      if (!(await this.hasNewToken(token))) throw error;
      return await callApi({ ...call, token: this.session.token() });
    }
  }

  private async hasNewToken(refused: string | null): Promise<boolean> {
    // Another call or another tab may have renewed it in the meantime.
    const now = this.session.token();
    if (now !== null && now !== refused) return true;
    const outcome = await this.renewal.run();
    if (outcome === 'ended') this.end.forgetAndSignIn('session-ended');
    if (outcome === 'blocked') this.end.forgetAndSignIn('blocked');
    return outcome === 'renewed';
  }
}
