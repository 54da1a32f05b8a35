import { Injectable, inject } from '@angular/core';
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
}
