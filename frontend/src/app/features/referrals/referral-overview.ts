import { Injectable, computed, inject, signal } from '@angular/core';
import {
  type Invitation,
  type MyReferrals,
  type ReferralStanding,
  type ReferredShop,
} from '#contracts/referral.js';
import { type ApiFailure, toApiFailure } from '../../core/api/api-failure.js';
import { ReferralsClient } from '../../core/api/referrals-client.js';
import { Session } from '../../core/auth/session.js';

/** What the server says of the owner's referrals. What was read once stays on screen while a later reading fails. */
@Injectable()
export class ReferralOverview {
  private readonly client = inject(ReferralsClient);
  private readonly session = inject(Session);
  private readonly first = signal<MyReferrals | null>(null);
  private readonly later = signal<readonly ReferredShop[]>([]);
  private readonly cursor = signal<string | null>(null);

  readonly standing = signal<ReferralStanding | null>(null);
  /** When the list that is shown was read, in milliseconds since 1970; null until then. */
  readonly readAt = signal<number | null>(null);
  readonly isLoading = signal(false);
  readonly failure = signal<ApiFailure | null>(null);
  readonly isLoadingMore = signal(false);
  readonly moreFailure = signal<ApiFailure | null>(null);

  readonly link = computed(() => this.first()?.link ?? this.session.lastKnown().referralLink ?? null);
  /** Null until the first answer. */
  readonly invited = computed(() => {
    const first = this.first();
    return first && { stats: first.stats, shops: [...first.items, ...this.later()] };
  });
  readonly hasMore = computed(() => this.cursor() !== null);

  async read(): Promise<void> {
    if (this.isLoading()) return;
    this.isLoading.set(true);
    const owner = this.session.user()?.id;
    const [page, standing] = await Promise.allSettled([this.client.mine(), this.client.standing()]);
    if (page.status === 'fulfilled') {
      this.begin(page.value);
      this.session.note({ referralLink: page.value.link }, owner);
    }
    if (standing.status === 'fulfilled') this.standing.set(standing.value);
    const refused = [page, standing].find((outcome) => outcome.status === 'rejected');
    this.failure.set(refused ? toApiFailure(refused.reason) : null);
    this.isLoading.set(false);
  }

  async readMore(): Promise<void> {
    const cursor = this.cursor();
    if (cursor === null || this.isLoadingMore()) return;
    this.isLoadingMore.set(true);
    this.moreFailure.set(null);
    try {
      const page = await this.client.mine(cursor);
      // Read afresh meanwhile: what follows another beginning is nobody's next page.
      if (this.cursor() !== cursor) return;
      this.later.update((before) => [...before, ...page.items]);
      this.cursor.set(page.nextCursor);
    } catch (error) {
      this.moreFailure.set(toApiFailure(error));
    } finally {
      this.isLoadingMore.set(false);
    }
  }

  /** Takes what the server answered to the owner's code. */
  accept(invitation: Invitation): void {
    this.standing.update((known) => known && { ...known, invitation, canRedeemUntil: null });
  }

  private begin(page: MyReferrals): void {
    this.first.set(page);
    this.readAt.set(Date.now());
    this.later.set([]);
    this.cursor.set(page.nextCursor);
  }
}
