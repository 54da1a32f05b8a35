import { Injectable, inject } from '@angular/core';
import { type ErasureNotice, type ErasureRequest } from '#contracts/erasure.js';
import { type ProfileUpdate, type UserProfile } from '#contracts/user.js';
import { SignedInApi } from '../auth/signed-in-api.js';

@Injectable({ providedIn: 'root' })
export class UsersClient {
  private readonly api = inject(SignedInApi);

  /**
   * Reads the signed-in owner's profile.
   * @throws ApiFailure
   */
  async me(): Promise<UserProfile> {
    return await this.api.get('/users/me');
  }

  /**
   * Writes the given fields of the own profile.
   * @throws ApiFailure with `fieldErrors` when some were refused
   */
  async update(changes: ProfileUpdate): Promise<UserProfile> {
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
  async erase(clerkToken: string): Promise<ErasureNotice> {
    return await this.api.delete('/users/me', { clerkToken } satisfies ErasureRequest);
  }
}
