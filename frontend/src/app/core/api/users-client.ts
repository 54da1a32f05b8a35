import { Injectable, inject } from '@angular/core';
import { SignedInApi } from '../auth/signed-in-api.js';
import { type Routes } from './generated/api-types.js';

@Injectable({ providedIn: 'root' })
export class UsersClient {
  private readonly api = inject(SignedInApi);

  /**
   * Reads the signed-in owner's profile.
   * @throws ApiFailure
   */
  async me(): Promise<Routes['GET /users/me']['answer']> {
    return await this.api.get('/users/me');
  }

  /**
   * Writes the given fields of the own profile.
   * @throws ApiFailure with `fieldErrors` when some were refused
   */
  async update(changes: Routes['PATCH /users/me']['body']): Promise<Routes['PATCH /users/me']['answer']> {
    return await this.api.patch('/users/me', changes);
  }

  /**
   * Everything held about the owner, as the JSON file to be saved.
   * @throws ApiFailure
   */
  async export(): Promise<Blob> {
    return await this.api.download('/users/me/export');
  }

  /**
   * Asks for the account's erasure; every token and every Clerk session of it ends.
   * @param clerkToken a Clerk session token at most ten minutes after its first factor
   * @throws ApiFailure `auth.reverification_needed` when that was longer ago
   */
  async erase(clerkToken: string): Promise<Routes['DELETE /users/me']['answer']> {
    const body: Routes['DELETE /users/me']['body'] = { clerkToken };
    return await this.api.delete('/users/me', body);
  }
}
