import { Component, computed, inject, input } from '@angular/core';
import { type UserProfile } from '#contracts/user.js';
import { Translator } from '../../core/i18n/translator.js';

/** How much of the month's uploads is used, as figures and as a bar. */
@Component({
  selector: 'bp-uploads-card',
  host: { class: 'sheet block p-6' },
  template: `
    <h2 id="uploads" class="font-semibold">{{ translator.t('dashboard.uploadsTitle') }}</h2>
    <p class="mt-3 flex items-baseline gap-2">
      <span class="font-display text-5xl font-semibold tabular-nums">{{ translator.number(used()) }}</span>
      <span class="text-xl text-ink-soft tabular-nums">/ {{ translator.number(limit()) }}</span>
    </p>
    <svg
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      class="mt-4 h-3 w-full overflow-hidden rounded-full bg-well"
      role="meter"
      aria-labelledby="uploads"
      aria-valuemin="0"
      [attr.aria-valuemax]="limit()"
      [attr.aria-valuenow]="shown()"
      [attr.aria-valuetext]="sentence()"
    >
      <rect height="6" [attr.width]="percent()" [attr.class]="isFull() ? 'fill-alert' : 'fill-marigold'" />
    </svg>
    <p class="mt-3 font-medium">{{ sentence() }}</p>
    <p class="mt-1 text-ink-soft">{{ left() }}</p>
    <p class="mt-1 text-sm text-ink-soft">{{ total() }}</p>
  `,
})
export class UploadsCard {
  readonly user = input.required<UserProfile>();

  protected readonly translator = inject(Translator);
  protected readonly used = computed(() => this.user().uploadsUsedThisMonth);
  protected readonly limit = computed(() => this.user().monthlyUploadLimit);
  /** A plan may shrink in mid-month: more may be used than the limit now allows. */
  protected readonly shown = computed(() => Math.min(this.used(), this.limit()));
  protected readonly isFull = computed(() => this.used() >= this.limit());
  protected readonly percent = computed(() => (this.limit() > 0 ? (this.shown() / this.limit()) * 100 : 100));
  protected readonly sentence = computed(() =>
    this.translator.t('dashboard.uploadsOf', {
      used: this.translator.number(this.used()),
      limit: this.translator.number(this.limit()),
    }),
  );
  protected readonly left = computed(() =>
    this.isFull()
      ? this.translator.t('dashboard.uploadsNone')
      : this.translator.t('dashboard.uploadsLeft', {
          left: this.translator.number(this.limit() - this.used()),
        }),
  );
  protected readonly total = computed(() =>
    this.translator.t('dashboard.uploadsTotal', {
      total: this.translator.number(this.user().documentsUploaded),
    }),
  );
}
