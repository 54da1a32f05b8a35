import { Component, computed, inject, input, output } from '@angular/core';
import {
  MOST_REWARDS_A_MONTH,
  type MyReferrals,
  type ReferredShop,
  REWARD_UPLOADS,
} from '#contracts/referral.js';
import { ShopDays } from '../../core/i18n/shop-days.js';
import { Translator } from '../../core/i18n/translator.js';
import { EmptyState } from '../../shared/ui/empty-state.js';
import { Notice } from '../../shared/ui/notice.js';

const TONES = {
  joined: 'bg-well text-ink',
  activated: 'bg-well text-ink',
  rewarded: 'bg-good-wash text-good',
  held: 'bg-note-wash text-ink',
  rejected: 'bg-alert-wash text-alert',
} as const;

/** Who came by the owner's code, what it brought and when. */
@Component({
  selector: 'bp-invited-shops',
  imports: [EmptyState, Notice],
  host: { class: 'sheet block p-6' },
  templateUrl: './invited-shops.html',
})
export class InvitedShops {
  private readonly translator = inject(Translator);
  private readonly days = inject(ShopDays);

  readonly shops = input.required<readonly ReferredShop[]>();
  readonly stats = input.required<MyReferrals['stats']>();
  /** Where sharing begins while nobody has joined yet. */
  readonly whatsApp = input.required<string>();
  readonly hasMore = input.required<boolean>();
  readonly isLoadingMore = input.required<boolean>();
  /** Why more shops did not come. */
  readonly failure = input.required<string | null>();
  readonly more = output();

  protected readonly t = this.translator.t;
  protected readonly figures = computed(() => {
    const { joined, activated, uploadsEarned } = this.stats();
    return [
      { name: this.t('referrals.stats.joined'), value: this.translator.number(joined) },
      { name: this.t('referrals.stats.activated'), value: this.translator.number(activated) },
      { name: this.t('referrals.stats.earned'), value: `+${this.translator.number(uploadsEarned)}` },
    ];
  });
  protected readonly rows = computed(() => this.shops().map((shop) => this.rowOf(shop)));

  private rowOf({ shopName, status, joinedAt, activatedAt }: ReferredShop): {
    name: string;
    isNamed: boolean;
    status: string;
    tone: string;
    dates: string;
    text: string;
  } {
    const on = (key: 'joinedOn' | 'completedOn', moment: string): string =>
      this.t(`referrals.${key}`, { day: this.days.date(moment) });
    const dates = [on('joinedOn', joinedAt), ...(activatedAt ? [on('completedOn', activatedAt)] : [])];
    return {
      name: shopName ?? this.t('referrals.nameless'),
      isNamed: shopName !== null,
      status: this.t(`referrals.status.${status}`, { uploads: this.translator.number(REWARD_UPLOADS) }),
      tone: TONES[status],
      dates: dates.join(' · '),
      text:
        status === 'joined' || status === 'rewarded'
          ? ''
          : this.t(`referrals.statusText.${status}`, { most: this.translator.number(MOST_REWARDS_A_MONTH) }),
    };
  }
}
