import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  ACCOUNT_STATUSES,
  type AdminStats,
  MOST_SIGN_UP_DAYS,
  type ReferralFunnel,
  type SignUps,
} from '#contracts/admin.js';
import { REFERRAL_STATUSES } from '#contracts/referral.js';
import { SUBSCRIPTION_STATUSES } from '#contracts/user.js';
import { Translator } from '../../../core/i18n/translator.js';
import { AdminClient } from '../admin-client.js';
import { Reading } from '../reading.js';
import { ReadingState } from '../reading-state.js';
import { type Bar, BarTable } from './bar-table.js';
import { SignUpsCard } from './sign-ups-card.js';

/** What the card of sign-ups goes back to. */
const SPANS = [30, MOST_SIGN_UP_DAYS] as const;
const STEPS = ['opened', 'joined', 'activated', 'rewarded'] as const;

/** How the shops are doing, to be looked at rather than read. */
@Component({
  selector: 'bp-stats-page',
  imports: [BarTable, ReadingState, RouterLink, SignUpsCard],
  templateUrl: './stats-page.html',
})
export class StatsPage {
  private readonly client = inject(AdminClient);
  private readonly translator = inject(Translator);

  /** How many days of sign-ups are shown. */
  readonly days = input<string>();

  protected readonly t = this.translator.t;
  protected readonly spans = SPANS;
  protected readonly stats = new Reading<AdminStats>();
  protected readonly funnel = new Reading<ReferralFunnel>();
  protected readonly signUps = new Reading<SignUps>();
  protected readonly span = computed(() => SPANS.find((span) => String(span) === this.days()) ?? SPANS[0]);

  protected readonly figures = computed(() => {
    const stats = this.stats.value();
    if (stats === null) return [];
    const { users, seenInThirtyDays, uploadsThisMonth } = stats;
    return [
      { name: this.t('admin.stats.accounts'), value: this.number(users.total) },
      { name: this.t('admin.stats.active'), value: this.number(users.active) },
      { name: this.t('admin.stats.seen'), value: this.number(seenInThirtyDays) },
      { name: this.t('admin.stats.uploads'), value: this.number(uploadsThisMonth) },
    ];
  });
  protected readonly steps = computed((): Bar[] => {
    const days = this.funnel.value()?.days;
    if (days === undefined) return [];
    const counts = STEPS.map((step) => days.reduce((sum, day) => sum + day[step], 0));
    return STEPS.map((step, place) => ({
      name: this.t(`admin.stats.steps.${step}`),
      count: counts[place] ?? 0,
      of: place === 0 ? null : (counts[place - 1] ?? 0),
    }));
  });
  /** What all the accounts and all the referrals are made of. */
  protected readonly charts = computed(() => {
    const stats = this.stats.value();
    if (stats === null) return [];
    const { plans, users, referrals } = stats;
    return [
      {
        id: 'plans',
        title: this.t('admin.stats.plansTitle'),
        names: this.t('admin.stats.plan'),
        bars: partsOf(plans, SUBSCRIPTION_STATUSES, (plan) => this.t(`admin.plans.${plan}`)),
      },
      {
        id: 'accounts',
        title: this.t('admin.stats.statusTitle'),
        names: this.t('admin.stats.status'),
        bars: partsOf(users, ACCOUNT_STATUSES, (status) => this.t(`admin.status.${status}`), users.total),
      },
      {
        id: 'referrals',
        title: this.t('admin.stats.referralsTitle'),
        names: this.t('admin.stats.status'),
        bars: partsOf(referrals, REFERRAL_STATUSES, (status) => this.t(`admin.referrals.status.${status}`)),
      },
    ];
  });

  constructor() {
    void this.readStats();
    void this.readFunnel();
    effect(() => {
      this.span();
      untracked(() => void this.readSignUps());
    });
  }

  protected async readStats(): Promise<void> {
    await this.stats.run(() => this.client.stats());
  }

  protected async readFunnel(): Promise<void> {
    await this.funnel.run(() => this.client.funnel());
  }

  protected async readSignUps(): Promise<void> {
    const days = this.span();
    await this.signUps.run(() => this.client.signUps(days));
  }

  protected number(value: number): string {
    return this.translator.number(value);
  }
}

/** @param of what the counts are parts of; their sum when it is left out */
function partsOf<Name extends string>(
  counts: Record<Name, number>,
  names: readonly Name[],
  said: (name: Name) => string,
  of = names.reduce((sum, name) => sum + counts[name], 0),
): Bar[] {
  return names.map((name) => ({ name: said(name), count: counts[name], of }));
}
