import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AdminUserSummary } from '#contracts/admin.js';
import { ShopDays } from '../../../core/i18n/shop-days.js';
import { Translator } from '../../../core/i18n/translator.js';
import { ACCOUNT_TONES, NOTHING } from '../status-tones.js';

/** Accounts as a table, and as cards where there is no room for one. */
@Component({
  selector: 'bp-user-table',
  imports: [RouterLink],
  host: { class: 'block' },
  templateUrl: './user-table.html',
})
export class UserTable {
  private readonly days = inject(ShopDays);

  readonly users = input.required<readonly AdminUserSummary[]>();

  protected readonly t = inject(Translator).t;
  protected readonly rows = computed(() =>
    this.users().map(({ shopName, ownerName, maskedPhoneNumber, city, ...user }) => ({
      id: user.id,
      shop: shopName ?? this.t('admin.nameless'),
      isNamed: shopName !== null,
      owner: ownerName ?? '',
      number: maskedPhoneNumber ?? this.t('admin.user.gone'),
      city: city ?? NOTHING,
      plan: this.t(`admin.plans.${user.subscriptionStatus}`),
      isPremium: user.subscriptionStatus === 'premium',
      status: this.t(`admin.status.${user.status}`),
      tone: ACCOUNT_TONES[user.status],
      joined: this.days.date(user.createdAt),
      lastLogin: user.lastLogin === null ? this.t('admin.never') : this.days.date(user.lastLogin),
      isAdmin: user.role === 'admin',
    })),
  );
}
