import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { formatPhoneNumber } from '#contracts/phone-number.js';
import { Translator } from '../../core/i18n/translator.js';

/** The number the owner signs in with. */
@Component({
  selector: 'bp-number-card',
  imports: [RouterLink],
  host: { class: 'sheet block p-6' },
  template: `
    <h2 class="font-semibold">{{ t('profile.numberTitle') }}</h2>
    <p class="mt-3 text-xl font-semibold tabular-nums">{{ phone() }}</p>
    <p class="mt-1 text-sm text-ink-soft">{{ t('profile.numberText') }}</p>
    <a class="link mt-1 -mb-3" routerLink="/profile/number">{{ t('profile.changeNumber') }}</a>
  `,
})
export class NumberCard {
  readonly phoneNumber = input.required<string>();

  protected readonly t = inject(Translator).t;
  protected readonly phone = computed(() => formatPhoneNumber(this.phoneNumber()));
}
