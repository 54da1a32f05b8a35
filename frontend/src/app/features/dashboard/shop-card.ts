import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { formatPhoneNumber } from '#contracts/phone-number.js';
import { type UserProfile } from '#contracts/user.js';
import { stateName } from '../../core/i18n/state-names.js';
import { Translator } from '../../core/i18n/translator.js';

/** The shop and its plan as the server has them. */
@Component({
  selector: 'bp-shop-card',
  imports: [RouterLink],
  host: { class: 'sheet block p-6' },
  template: `
    <div class="flex flex-wrap items-start justify-between gap-3">
      <h2 class="font-semibold">{{ t('dashboard.shopTitle') }}</h2>
      <p class="rounded-full bg-well px-3 py-1 text-sm font-semibold">
        {{ t('dashboard.planTitle') }}: {{ plan() }}
      </p>
    </div>
    <p class="mt-3 font-display text-2xl font-semibold text-balance">
      {{ user().shopName ?? t('dashboard.shopNameless') }}
    </p>
    <dl class="mt-5 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      @for (fact of facts(); track fact.name) {
        <div>
          <dt class="text-sm text-ink-soft">{{ fact.name }}</dt>
          <dd class="font-medium" [class.text-ink-soft]="fact.value === null">
            {{ fact.value ?? t('dashboard.notGiven') }}
          </dd>
        </div>
      }
    </dl>
    @if (user().onboardingCompleted) {
      <a class="link mt-3 -mb-3" routerLink="/profile">{{ t('dashboard.change') }}</a>
    }
  `,
})
export class ShopCard {
  private readonly translator = inject(Translator);

  readonly user = input.required<UserProfile>();

  protected readonly t = this.translator.t;
  protected readonly plan = computed(() => this.t(`dashboard.plans.${this.user().subscriptionStatus}`));
  protected readonly facts = computed(() => {
    const { city, state, pincode, ownerName, phoneNumber, monthlyUploadLimit } = this.user();
    const stateHere = state && stateName(state, this.translator);
    const town = [city, pincode].filter((part) => part !== null).join(' ');
    return [
      { name: this.t('dashboard.place'), value: [town, stateHere].filter(Boolean).join(', ') || null },
      { name: this.t('dashboard.owner'), value: ownerName },
      { name: this.t('dashboard.phone'), value: formatPhoneNumber(phoneNumber) },
      {
        name: this.t('dashboard.planTitle'),
        value: `${this.plan()}, ${this.translator.count('dashboard.planUploads', monthlyUploadLimit)}`,
      },
    ];
  });
}
