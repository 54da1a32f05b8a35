import { Injectable, inject } from '@angular/core';
import { ApiFailure } from '../api/api-failure.js';
import { callApi, fetchFile } from '../api/call-api.js';
import { type ApiCall } from '../api/send-call.js';
import { PORTAL_CONFIG } from '../config/portal-config.js';
import { type ArrivalReason, SessionEnd, closingReasonOf } from './session-end.js';
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
  private readonly sessionEnd = inject(SessionEnd);

  async get<T>(path: string): Promise<T> {
    return await this.call<T>('GET', path);
  }

  async post<T>(path: string, body?: object): Promise<T> {
    return await this.call<T>('POST', path, body);
  }

  async patch<T>(path: string, body: object): Promise<T> {
    return await this.call<T>('PATCH', path, body);
  }

  async delete<T>(path: string, body?: object): Promise<T> {
    return await this.call<T>('DELETE', path, body);
  }

  /** The token travels in the header: an address with a token in it would stay in histories and logs. */
  async download(path: string): Promise<Blob> {
    return await this.send(path, (token) => fetchFile({ method: 'GET', url: this.origin + path, token }));
  }

  private async call<T>(method: ApiCall['method'], path: string, body?: object): Promise<T> {
    const call = { method, url: this.origin + path, ...(body === undefined ? {} : { body }) };
    return await this.send(path, (token) => callApi<T>({ ...call, token }));
  }

  private async send<T>(path: string, ask: (token: string | null) => Promise<T>): Promise<T> {
    const token = this.session.token();
    const asker = this.session.user()?.id;
    try {
      return await ask(token);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      // To an administrator the same refusals speak of somebody else's account.
      const closing = path.startsWith('/admin/') ? null : closingReasonOf(error);
      if (closing !== null) this.end(asker, closing);
      if (error.code !== 'auth.unauthorized' || !(await this.hasNewToken(token, asker))) throw error;
      return await ask(this.session.token());
    }
  }

  private async hasNewToken(refused: string | null, asker: string | undefined): Promise<boolean> {
    // Another call or another tab may have renewed it in the meantime.
    const now = this.session.token();
    if (now !== null && now !== refused) return this.isStill(asker);
    // Signed out meanwhile, here or in another tab: nobody is left to renew it for.
    if (now === null) return false;
    const outcome = await this.renewal.run();
    if (outcome === 'renewed') return this.isStill(asker);
    if (outcome !== 'unknown') this.end(asker, outcome);
    return false;
  }

  /** Somebody else who has signed in here meanwhile loses nothing by an answer that was not for them. */
  private end(asker: string | undefined, reason: ArrivalReason): void {
    if (this.session.isSignedIn() && this.isStill(asker)) this.sessionEnd.forgetAndSignIn(reason);
  }

  private isStill(asker: string | undefined): boolean {
    return this.session.user()?.id === asker;
  }
}
