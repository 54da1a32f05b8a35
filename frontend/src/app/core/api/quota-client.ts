import { Injectable, inject } from '@angular/core';
import { SignedInApi } from '../auth/signed-in-api.js';
import { type Routes } from './generated/api-types.js';

@Injectable({ providedIn: 'root' })
export class QuotaClient {
  private readonly api = inject(SignedInApi);

  /**
   * The uploads of the present month and what their limit is made of.
   * @throws ApiFailure
   */
  async mine(): Promise<Routes['GET /quota/me']['answer']> {
    return await this.api.get('/quota/me');
  }
}
