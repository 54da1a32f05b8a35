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
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { type MessageKey } from '../../core/i18n/dictionary.js';
import { ShopDays } from '../../core/i18n/shop-days.js';
import { Translator } from '../../core/i18n/translator.js';
import { LabelledField } from '../../shared/ui/labelled-field.js';
import { Notice } from '../../shared/ui/notice.js';

/** Refusals that another code would not meet. */
const ABOUT_THE_CODE: readonly ApiFailure['code'][] = ['referral.own_code', 'referral.code_unknown'];

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
  protected readonly typed = linkedSignal(() => this.keptCode());
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
    return refusal && !ABOUT_THE_CODE.includes(refusal.code) ? this.sentenceOf(refusal) : null;
  });
  protected readonly isPassing = computed(() => this.refusal()?.isPassing === true);

  protected type(text: string): void {
    this.typed.set(text);
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
      this.redeemed.emit(await this.client.redeem(code));
    } catch (error) {
      const refusal = toApiFailure(error);
      this.refusal.set(refusal);
      if (refusal.code === 'referral.already_redeemed') this.outdated.emit();
      if (ABOUT_THE_CODE.includes(refusal.code)) this.field().nativeElement.focus();
    } finally {
      this.isBusy.set(false);
    }
  }

  private mistakeOf(text: string): MessageKey {
    return text.trim() === '' ? 'referrals.redeemEmpty' : 'referrals.redeemWrong';
  }

  private sentenceOf(refusal: ApiFailure): string {
    return getErrorMessage(refusal, this.translator);
  }
}
