import {
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Invitation, REWARD_UPLOADS } from '#contracts/referral.js';
import { Translator } from '../../core/i18n/translator.js';

/** The shop that invited the owner, and what came of it. */
@Component({
  selector: 'bp-invited-by-card',
  imports: [RouterLink],
  host: { class: 'sheet block p-6' },
  template: `
    <h2 #heading class="font-semibold" tabindex="-1">{{ t('referrals.invitedTitle') }}</h2>
    <p class="mt-2 font-medium break-words">{{ who() }}</p>
    <p class="mt-1 text-sm text-ink-soft">{{ outcome() }}</p>
    @if (invitation().status === 'joined') {
      <a class="link mt-1 -mb-3" routerLink="/auth/signup/shop">{{ t('dashboard.setUp') }}</a>
    }
  `,
})
export class InvitedByCard {
  private readonly translator = inject(Translator);

  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  readonly invitation = input.required<Invitation>();

  /** The code was redeemed a moment ago: the focus goes on from the form that is gone. */
  readonly takesFocus = input(false);

  protected readonly t = this.translator.t;
  protected readonly who = computed(() => {
    const { shopName: shop, city } = this.invitation().referrer;
    if (shop === null) return this.t('referrals.invitedNameless');
    return city === null
      ? this.t('referrals.invitedBy', { shop })
      : this.t('referrals.invitedByIn', { shop, city });
  });
  protected readonly outcome = computed(() =>
    this.t(`referrals.invitedStatus.${this.invitation().status}`, {
      uploads: this.translator.number(REWARD_UPLOADS),
    }),
  );

  constructor() {
    afterNextRender(() => {
      if (this.takesFocus()) this.heading().nativeElement.focus();
    });
  }
}
