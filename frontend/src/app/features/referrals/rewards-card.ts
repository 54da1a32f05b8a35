import { Component, computed, inject, input } from '@angular/core';
import { type ReferralStanding, REWARD_UPLOADS } from '#contracts/referral.js';
import { ShopDays } from '../../core/i18n/shop-days.js';
import { Translator } from '../../core/i18n/translator.js';

/** What inviting earns, step by step, and how much of it the month still holds. */
@Component({
  selector: 'bp-rewards-card',
  host: { class: 'sheet block p-6' },
  template: `
    <h2 class="font-semibold">{{ t('referrals.stepsTitle') }}</h2>
    <ol class="mt-4 grid gap-4">
      @for (step of steps(); track step.title; let place = $index) {
        <li class="flex gap-3">
          <span
            class="flex size-8 flex-none items-center justify-center rounded-full bg-well font-semibold tabular-nums"
            aria-hidden="true"
            >{{ translator.number(place + 1) }}</span
          >
          <div>
            <p class="font-medium">{{ step.title }}</p>
            <p class="text-sm text-ink-soft">{{ step.earns }}</p>
          </div>
        </li>
      }
    </ol>
    @if (rewards(); as rewards) {
      <section class="mt-5 border-t border-line pt-5" aria-labelledby="rewards-month">
        <h3 id="rewards-month" class="font-semibold">{{ t('referrals.monthTitle') }}</h3>
        <svg
          viewBox="0 0 100 6"
          preserveAspectRatio="none"
          class="mt-3 h-3 w-full overflow-hidden rounded-full bg-well"
          role="meter"
          aria-labelledby="rewards-month"
          aria-valuemin="0"
          [attr.aria-valuemax]="rewards.mostAMonth"
          [attr.aria-valuenow]="done()"
          [attr.aria-valuetext]="sentence()"
        >
          <rect height="6" class="fill-marigold" [attr.width]="percent()" />
        </svg>
        <p class="mt-3 font-medium">{{ sentence() }}</p>
        <p class="mt-1 text-sm text-ink-soft">{{ outlook() }}</p>
      </section>
    }
  `,
})
export class RewardsCard {
  private readonly days = inject(ShopDays);
  protected readonly translator = inject(Translator);

  /** Null until the server has said it. */
  readonly rewards = input.required<ReferralStanding['rewards'] | null>();

  protected readonly t = this.translator.t;
  protected readonly steps = computed(() => {
    const uploads = this.translator.number(this.rewards()?.uploadsEach ?? REWARD_UPLOADS);
    return (['join', 'complete', 'reward'] as const).map((step) => ({
      title: this.t(`referrals.steps.${step}`),
      earns: this.t(`referrals.steps.${step}Earns`, { uploads }),
    }));
  });
  private readonly most = computed(() => this.rewards()?.mostAMonth ?? 0);
  protected readonly done = computed(() => Math.min(this.rewards()?.thisMonth ?? 0, this.most()));
  protected readonly percent = computed(() => (this.most() > 0 ? (this.done() / this.most()) * 100 : 0));
  protected readonly sentence = computed(() =>
    this.t('referrals.monthOf', {
      done: this.translator.number(this.done()),
      most: this.translator.number(this.most()),
    }),
  );
  protected readonly outlook = computed(() => {
    const turnsAt = this.rewards()?.monthTurnsAt;
    if (turnsAt === undefined) return '';
    const day = this.days.day(turnsAt);
    const left = this.most() - this.done();
    return left > 0
      ? this.t('referrals.monthLeft', { left: this.translator.number(left), day })
      : this.t('referrals.monthFull', { day });
  });
}
