import { Injectable, effect, inject, signal, untracked } from '@angular/core';
import { type UploadQuota } from '#contracts/quota.js';
import { type ApiFailure, toApiFailure } from '../../core/api/api-failure.js';
import { QuotaClient } from '../../core/api/quota-client.js';
import { FreshProfile } from '../../core/profile/fresh-profile.js';

/** What the month's limit is made of: read each time the profile has been, so that both are of one moment. */
@Injectable()
export class FreshQuota {
  private readonly client = inject(QuotaClient);
  private readonly profile = inject(FreshProfile);

  /** Null until the first answer. */
  readonly quota = signal<UploadQuota | null>(null);
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
      this.quota.set(await this.client.mine());
      this.failure.set(null);
    } catch (error) {
      this.failure.set(toApiFailure(error));
    } finally {
      this.isLoading.set(false);
    }
  }
}
