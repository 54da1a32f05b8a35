import {
  Component,
  type ElementRef,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { type Invitation, REWARD_UPLOADS, parseReferralCode } from '#contracts/referral.js';
import { type ApiFailure, toApiFailure } from '../../core/api/api-failure.js';
import { ReferralsClient } from '../../core/api/referrals-client.js';
import { Session } from '../../core/auth/session.js';
import { forget, recall, remember } from '../../core/browser/tab-memory.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { type MessageKey } from '../../core/i18n/dictionary.js';
import { ShopDays } from '../../core/i18n/shop-days.js';
import { Translator } from '../../core/i18n/translator.js';
import { Connection } from '../../core/offline/connection.js';
import { LabelledField } from '../../shared/ui/labelled-field.js';
import { Notice } from '../../shared/ui/notice.js';

/** Refusals that another code would not meet. */
const ABOUT_THE_CODE: readonly ApiFailure['code'][] = ['referral.own_code', 'referral.code_unknown'];

const STORED = 'bharatprint.redeem';

/** Names the shop that invited the owner, while the time for it runs. */
@Component({
  selector: 'bp-redeem-card',
  imports: [LabelledField, Notice],
  host: { class: 'sheet block p-6' },
  templateUrl: './redeem-card.html',
})
export class RedeemCard {
  private readonly client = inject(ReferralsClient);
  private readonly translator = inject(Translator);
  private readonly days = inject(ShopDays);
  private readonly connection = inject(Connection);
  private readonly owner = inject(Session).user()?.id;
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private readonly refusal = signal<ApiFailure | null>(null);
  private readonly mistake = signal<MessageKey | null>(null);

  /** Until when a code may be redeemed, ISO 8601. */
  readonly until = input.required<string>();
  /** A code kept from the link the owner came by; empty when there is none. */
  readonly keptCode = input('');
  readonly redeemed = output<Invitation>();
  /** A code was redeemed already, perhaps in another tab: what the page knows is old. */
  readonly outdated = output();

  protected readonly t = this.translator.t;
  protected readonly typed = linkedSignal(() => this.draft() || this.keptCode());
  protected readonly isBusy = signal(false);
  protected readonly text = computed(() =>
    this.t('referrals.redeemText', {
      day: this.days.date(this.until()),
      uploads: this.translator.number(REWARD_UPLOADS),
    }),
  );
  /** What is wrong with the code, beside its field. */
  protected readonly error = computed(() => {
    const mistake = this.mistake();
    if (mistake) return this.t(mistake);
    const refusal = this.refusal();
    return refusal && ABOUT_THE_CODE.includes(refusal.code) ? this.sentenceOf(refusal) : null;
  });
  protected readonly failure = computed(() => {
    const refusal = this.refusal();
    if (refusal === null || ABOUT_THE_CODE.includes(refusal.code)) return null;
    // It is redeemed for ever, so it is never sent behind its owner's back.
    const isOffline = refusal.code === 'network' && this.connection.isOffline();
    return isOffline ? this.t('offline.notRedeemed') : this.sentenceOf(refusal);
  });
  protected readonly isPassing = computed(() => this.refusal()?.isPassing === true);

  protected type(text: string): void {
    this.typed.set(text);
    remember(STORED, { of: this.owner, typed: text });
    this.mistake.set(null);
    this.refusal.set(null);
  }

  protected async redeem(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isBusy()) return;
    this.refusal.set(null);
    const code = parseReferralCode(this.typed());
    this.mistake.set(code === null ? this.mistakeOf(this.typed()) : null);
    if (code === null) this.field().nativeElement.focus();
    else await this.send(code);
  }

  private async send(code: string): Promise<void> {
    this.isBusy.set(true);
    try {
      const invitation = await this.client.redeem(code);
      forget(STORED);
      this.redeemed.emit(invitation);
    } catch (error) {
      const refusal = toApiFailure(error);
      this.refusal.set(refusal);
      if (refusal.code === 'referral.already_redeemed') this.outdated.emit();
      if (ABOUT_THE_CODE.includes(refusal.code)) this.field().nativeElement.focus();
    } finally {
      this.isBusy.set(false);
    }
  }

  /** What was typed before a reload; another owner's is nobody's business. */
  private draft(): string {
    const { of, typed } = recall(STORED);
    return of === this.owner && typeof typed === 'string' ? typed : '';
  }

  private mistakeOf(text: string): MessageKey {
    return text.trim() === '' ? 'referrals.redeemEmpty' : 'referrals.redeemWrong';
  }

  private sentenceOf(refusal: ApiFailure): string {
    return getErrorMessage(refusal, this.translator);
  }
}
