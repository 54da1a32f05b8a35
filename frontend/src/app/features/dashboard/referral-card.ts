import { Component, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Translator } from '../../core/i18n/translator.js';
import { Toasts } from '../../core/toasts/toasts.js';
import { copyText } from '../../shared/browser/copy-text.js';

const SAID_FOR_MS = 4_000;

/** The owner's own code, easy to read out and to copy. */
@Component({
  selector: 'bp-referral-card',
  imports: [RouterLink],
  host: { class: 'block rounded-sheet bg-press p-6 text-on-press' },
  template: `
    <h2 class="font-semibold">{{ t('dashboard.referralTitle') }}</h2>
    <p class="mt-1 text-sm text-on-press-soft">{{ t('dashboard.referralText') }}</p>
    <div class="crop-marks mx-3 mt-7 mb-6 text-on-press-soft">
      <p
        class="rounded-md border border-dashed border-on-press-soft px-2 py-3 text-center font-mono text-xl font-semibold text-on-press tracking-wider select-all sm:text-2xl"
        translate="no"
      >
        {{ code() }}
      </p>
    </div>
    <button type="button" class="button w-full border-on-press-soft hover:border-on-press" (click)="copy()">
      {{ outcome() === 'copied' ? t('dashboard.copied') : t('dashboard.copy') }}
    </button>
    <p class="mt-2 text-sm empty:hidden" aria-live="polite">
      @if (outcome() === 'failed') {
        {{ t('dashboard.copyFailed') }}
      }
    </p>
    <a
      class="mt-1 -mb-2 inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
      routerLink="/referrals"
    >
      {{ t('dashboard.referralLink') }}
    </a>
  `,
})
export class ReferralCard {
  private readonly toasts = inject(Toasts);

  readonly code = input.required<string>();

  protected readonly t = inject(Translator).t;
  protected readonly outcome = signal<'copied' | 'failed' | null>(null);

  protected async copy(): Promise<void> {
    const outcome = (await copyText(this.code())) ? 'copied' : 'failed';
    this.outcome.set(outcome);
    if (outcome === 'failed') return;
    this.toasts.show(this.t('dashboard.copied'));
    setTimeout(() => this.outcome.set(null), SAID_FOR_MS);
  }
}
