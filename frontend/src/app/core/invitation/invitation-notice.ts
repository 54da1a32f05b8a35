import { Component, DestroyRef, computed, effect, inject, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { REDEEM_WITHIN_DAYS, REWARD_UPLOADS } from '#contracts/referral.js';
import { Notice } from '../../shared/ui/notice.js';
import { Translator } from '../i18n/translator.js';
import { InvitationNews } from './invitation-news.js';
import { referrerName } from './referrer-name.js';

const GOOD: ReadonlySet<string> = new Set(['joined', 'activated', 'rewarded', 'held']);
/** Another code may still be the right one. */
const MENDABLE: ReadonlySet<string> = new Set(['referral.code_unknown', 'referral.own_code']);

/** Tells once what became of an invitation code; with the next page it is gone. */
@Component({
  selector: 'bp-invitation-notice',
  imports: [Notice, RouterLink],
  host: { class: 'block empty:hidden', role: 'status' },
  template: `
    @if (event(); as event) {
      <bp-notice [tone]="isGood() ? 'good' : 'note'">
        <p [class.font-semibold]="reason()">{{ sentence() }}</p>
        @if (reason(); as reason) {
          <p class="mt-1">{{ reason }}</p>
        }
        <div class="flex flex-wrap gap-x-5">
          @if (canMend()) {
            <a class="link" routerLink="/referrals">{{ t('invited.typeAnother') }}</a>
          }
          <button type="button" class="link" (click)="news.dismiss()">{{ t('account.close') }}</button>
        </div>
      </bp-notice>
    }
  `,
})
export class InvitationNotice {
  private readonly translator = inject(Translator);

  protected readonly news = inject(InvitationNews);
  protected readonly event = this.news.latest;
  protected readonly t = this.translator.t;
  protected readonly isGood = computed(() => GOOD.has(this.event()?.what ?? ''));
  protected readonly canMend = computed(() => MENDABLE.has(this.event()?.reason ?? ''));
  protected readonly sentence = computed(() => {
    const event = this.event();
    if (event === null) return '';
    const shop = referrerName(event.referrer, this.t('invited.someShop'));
    const { code } = event;
    return this.t(`invited.${event.what}`, { shop, code, uploads: REWARD_UPLOADS, days: REDEEM_WITHIN_DAYS });
  });
  protected readonly reason = computed(() => {
    const reason = this.event()?.reason;
    return reason && this.translator.knows(`api.${reason}`) ? this.t(`api.${reason}`) : null;
  });

  constructor() {
    const router = inject(Router);
    const arrival = (router.currentNavigation() ?? router.lastSuccessfulNavigation())?.id ?? 0;
    effect(() => {
      if (this.event()) this.news.told();
    });
    effect(() => {
      if ((router.lastSuccessfulNavigation()?.id ?? 0) > arrival) untracked(() => this.news.dismiss());
    });
    inject(DestroyRef).onDestroy(() => this.news.dismiss());
  }
}
