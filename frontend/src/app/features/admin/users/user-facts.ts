import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AdminUserDetail } from '#contracts/admin.js';
import { formatPhoneNumber } from '#contracts/phone-number.js';
import { type MessageKey } from '../../../core/i18n/dictionary.js';
import { LANGUAGE_REGISTRY } from '../../../core/i18n/language-registry.js';
import { ShopDays } from '../../../core/i18n/shop-days.js';
import { stateName } from '../../../core/i18n/state-names.js';
import { Translator } from '../../../core/i18n/translator.js';
import { IndiaTime } from '../india-time.js';
import { NOTHING } from '../status-tones.js';

interface Fact {
  name: string;
  value: string;
}

/** What an account is, in lists of facts. */
@Component({
  selector: 'bp-user-facts',
  imports: [RouterLink],
  host: { class: 'grid gap-5' },
  template: `
    @for (group of groups(); track group.title) {
      <section class="sheet p-6">
        <h2 class="font-semibold">{{ t(group.title) }}</h2>
        <dl class="mt-3 grid gap-2">
          @for (fact of group.facts; track fact.name) {
            <div class="grid items-baseline gap-x-4 sm:grid-cols-[11rem_1fr]">
              <dt class="text-sm text-ink-soft">{{ fact.name }}</dt>
              <dd class="min-w-0 font-medium break-words tabular-nums">{{ fact.value }}</dd>
            </div>
          }
        </dl>
        @if (group.inviter) {
          <a class="link mt-1" [routerLink]="['/admin/users', group.inviter]">{{
            t('admin.user.openInviter')
          }}</a>
        }
      </section>
    }
  `,
})
export class UserFacts {
  private readonly translator = inject(Translator);
  private readonly days = inject(ShopDays);
  private readonly time = inject(IndiaTime);
  private readonly languages = inject(LANGUAGE_REGISTRY);

  readonly user = input.required<AdminUserDetail>();

  protected readonly t = this.translator.t;
  protected readonly groups = computed(() => {
    const user = this.user();
    return [
      {
        title: 'admin.user.accountTitle' as const,
        facts: [...this.person(user), ...this.dates(user)],
        inviter: null,
      },
      { title: 'admin.user.uploadsTitle' as const, facts: this.uploads(user), inviter: null },
      {
        title: 'admin.user.referralsTitle' as const,
        facts: this.referrals(user),
        inviter: user.referrals.invitedBy,
      },
    ];
  });

  private person(user: AdminUserDetail): Fact[] {
    const place = [user.city, user.state && stateName(user.state, this.translator), user.pincode].filter(
      Boolean,
    );
    const former = user.formerPhoneNumbers.map(({ phoneNumber, releasedAt }) =>
      this.t('admin.user.formerNumber', { number: phoneNumber, day: this.days.date(releasedAt) }),
    );
    return [
      { name: this.t('admin.user.number'), value: this.numberOf(user) },
      ...(former.length > 0 ? [{ name: this.t('admin.user.formerNumbers'), value: former.join(' · ') }] : []),
      { name: this.t('admin.user.owner'), value: user.ownerName ?? NOTHING },
      { name: this.t('admin.user.place'), value: place.length > 0 ? place.join(', ') : NOTHING },
      { name: this.t('admin.user.language'), value: this.languages[user.language].name },
      { name: this.t('admin.user.role'), value: this.t(`admin.roles.${user.role}`) },
    ];
  }

  private numberOf({ phoneNumber, phoneVerified }: AdminUserDetail): string {
    if (phoneNumber === null) return this.t('admin.user.gone');
    const number = formatPhoneNumber(phoneNumber);
    return phoneVerified ? number : `${number} (${this.t('admin.user.unproven')})`;
  }

  private dates(user: AdminUserDetail): Fact[] {
    const moment = (name: MessageKey, at: string | null): Fact[] =>
      at === null ? [] : [{ name: this.t(name), value: this.time.moment(at) }];
    return [
      ...moment('admin.user.joined', user.createdAt),
      {
        name: this.t('admin.user.lastLogin'),
        value: user.lastLogin === null ? this.t('admin.never') : this.time.moment(user.lastLogin),
      },
      ...moment('admin.user.blockedSince', user.blockedAt),
      ...moment('admin.user.parkedSince', user.parkedAt),
      ...moment('admin.user.eraseAfter', user.erasedAt === null ? user.eraseAfter : null),
      ...moment('admin.user.erasedAt', user.erasedAt),
      { name: this.t('admin.user.accountId'), value: user.id },
    ];
  }

  private uploads(user: AdminUserDetail): Fact[] {
    const number = (value: number): string => this.translator.number(value);
    return [
      { name: this.t('admin.user.plan'), value: this.t(`admin.plans.${user.subscriptionStatus}`) },
      { name: this.t('admin.user.limit'), value: number(user.monthlyUploadLimit) },
      { name: this.t('admin.user.usedThisMonth'), value: number(user.uploadsUsedThisMonth) },
      { name: this.t('admin.user.everUploaded'), value: number(user.documentsUploaded) },
    ];
  }

  private referrals({ referralCode, referrals }: AdminUserDetail): Fact[] {
    const inviter = referrals.invitedBy?.slice(-6);
    return [
      { name: this.t('admin.user.code'), value: referralCode },
      { name: this.t('admin.user.invited'), value: this.translator.number(referrals.invited) },
      { name: this.t('admin.user.rewarded'), value: this.translator.number(referrals.rewarded) },
      {
        name: this.t('admin.user.invitedBy'),
        value:
          inviter === undefined
            ? this.t('admin.user.nobody')
            : this.t('admin.auditLog.account', { end: inviter }),
      },
    ];
  }
}
