import { Injectable, inject } from '@angular/core';
import { SignedInApi } from '../../core/auth/signed-in-api.js';
import { type Routes } from '../../core/api/generated/api-types.js';

type UserDetail = Routes['GET /admin/users/{id}']['answer'];
type Referral = Routes['POST /admin/referrals/{id}/approve']['answer'];

/** What an admin may decide about a referral. */
export type Decision = 'approve' | 'reject' | 'reverse';

/** The API's routes for administrators. Every method throws ApiFailure; each call stands in the audit log. */
@Injectable({ providedIn: 'root' })
export class AdminClient {
  private readonly api = inject(SignedInApi);

  async findUsers(query: Routes['GET /admin/users']['query']): Promise<Routes['GET /admin/users']['answer']> {
    return await this.api.get(`/admin/users${queryOf(query)}`);
  }

  async user(id: string): Promise<UserDetail> {
    return await this.api.get(`/admin/users/${encodeURIComponent(id)}`);
  }

  async changePlan(id: string, change: Routes['PATCH /admin/users/{id}']['body']): Promise<UserDetail> {
    return await this.api.patch(`/admin/users/${id}`, change);
  }

  async block(id: string, reason: string): Promise<UserDetail> {
    return await this.api.post(`/admin/users/${id}/block`, { reason });
  }

  async unblock(id: string, reason: string): Promise<UserDetail> {
    return await this.api.post(`/admin/users/${id}/unblock`, { reason });
  }

  async restoreParked(
    id: string,
    restore: Routes['POST /admin/users/{id}/restore-parked']['body'],
  ): Promise<UserDetail> {
    return await this.api.post(`/admin/users/${id}/restore-parked`, restore);
  }

  async giveBackUpload(id: string, uploadId: string, reason: string): Promise<UserDetail> {
    return await this.api.post(`/admin/users/${id}/uploads/${encodeURIComponent(uploadId)}/give-back`, {
      reason,
    });
  }

  async referrals(
    query: Routes['GET /admin/referrals']['query'],
  ): Promise<Routes['GET /admin/referrals']['answer']> {
    return await this.api.get(`/admin/referrals${queryOf(query)}`);
  }

  async decide(id: string, decision: Decision, reason: string): Promise<Referral> {
    return await this.api.post(`/admin/referrals/${id}/${decision}`, { reason });
  }

  async funnel(): Promise<Routes['GET /admin/referrals/funnel']['answer']> {
    return await this.api.get('/admin/referrals/funnel');
  }

  async auditLog(
    query: Routes['GET /admin/audit-log']['query'],
  ): Promise<Routes['GET /admin/audit-log']['answer']> {
    return await this.api.get(`/admin/audit-log${queryOf(query)}`);
  }

  async stats(): Promise<Routes['GET /admin/stats']['answer']> {
    return await this.api.get('/admin/stats');
  }

  async signUps(days: number): Promise<Routes['GET /admin/stats/sign-ups']['answer']> {
    return await this.api.get(`/admin/stats/sign-ups?days=${days}`);
  }
}

/** Leaves out what is empty, as an address does that was typed by hand. */
function queryOf(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
