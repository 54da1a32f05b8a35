import { HttpClient, type HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { type ProfileUpdate, type UserProfile } from '#contracts/user.js';
import { PORTAL_CONFIG } from '../config/portal-config.js';
import { API_PATIENCE_MS } from './api-request.js';
import { toApiFailure } from './api-failure.js';

@Injectable({ providedIn: 'root' })
export class UsersClient {
  private readonly http = inject(HttpClient);
  private readonly me = `${inject(PORTAL_CONFIG).apiUrl}/users/me`;

  /** Reads the signed-in owner's profile; call it where resources may be made (a field initialiser). */
  profile(): HttpResourceRef<UserProfile | undefined> {
    return httpResource<UserProfile>(() => ({ url: this.me, timeout: API_PATIENCE_MS }));
  }

  /**
   * Writes the given fields of the own profile.
   * @throws ApiFailure with `fieldErrors` when some were refused
   */
  async update(changes: ProfileUpdate): Promise<UserProfile> {
    try {
      return await firstValueFrom(
        this.http.patch<UserProfile>(this.me, changes, { timeout: API_PATIENCE_MS }),
      );
    } catch (error) {
      throw toApiFailure(error);
    }
  }
}
