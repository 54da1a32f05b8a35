import { Injectable, effect, inject, signal, untracked } from '@angular/core';
import { type UploadQuota } from '#contracts/quota.js';
import { type ApiFailure, toApiFailure } from '../../core/api/api-failure.js';
import { QuotaClient } from '../../core/api/quota-client.js';
import { Session } from '../../core/auth/session.js';
import { FreshProfile } from '../../core/profile/fresh-profile.js';

/** What the month's limit is made of: read each time the profile has been, so that both are of one moment. */
@Injectable()
export class FreshQuota {
  private readonly client = inject(QuotaClient);
  private readonly profile = inject(FreshProfile);

  private readonly session = inject(Session);

  /** What this browser knows of it, then what the server says; null until there is either. */
  readonly quota = signal(this.ofOneMoment(this.session.lastKnown().quota));
  readonly isLoading = signal(false);
  readonly failure = signal<ApiFailure | null>(null);
  /** The profile's own notice speaks of a server that answers nothing at all. */
  readonly profileFailure = this.profile.failure;

  constructor() {
    effect(() => {
      if (!this.profile.isLoading()) untracked(() => void this.read());
    });
  }

  async read(): Promise<void> {
    if (this.isLoading()) return;
    this.isLoading.set(true);
    try {
      const owner = this.session.user()?.id;
      const quota = await this.client.mine();
      this.quota.set(quota);
      this.session.note({ quota }, owner);
      this.failure.set(null);
    } catch (error) {
      this.failure.set(toApiFailure(error));
      this.quota.update((quota) => this.ofOneMoment(quota));
    } finally {
      this.isLoading.set(false);
    }
  }

  /** Kept figures must be of one moment with the profile's: another browser may have counted on. */
  private ofOneMoment(quota: UploadQuota | null | undefined): UploadQuota | null {
    const user = this.session.user();
    const isSame = quota?.used === user?.uploadsUsedThisMonth && quota?.limit === user?.monthlyUploadLimit;
    // What lies in storage may be of another release of the portal.
    return isSame && typeof quota?.parts === 'object' ? quota : null;
  }
}
