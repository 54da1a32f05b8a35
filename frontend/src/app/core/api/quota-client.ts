import { Injectable, inject } from '@angular/core';
import { type UploadQuota } from '#contracts/quota.js';
import { SignedInApi } from '../auth/signed-in-api.js';

@Injectable({ providedIn: 'root' })
export class QuotaClient {
  private readonly api = inject(SignedInApi);

  /**
   * The uploads of the present month and what their limit is made of.
   * @throws ApiFailure
   */
  async mine(): Promise<UploadQuota> {
    return await this.api.get('/quota/me');
  }
}
