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
import { type AdminUserDetail, MOST_UPLOADS_A_MONTH } from '#contracts/admin.js';
import { asciiDigits } from '#contracts/digits.js';
import { SUBSCRIPTION_STATUSES, type SubscriptionStatus } from '#contracts/user.js';
import { type MessageKey } from '../../../core/i18n/dictionary.js';
import { Translator } from '../../../core/i18n/translator.js';
import { LabelledField } from '../../../shared/ui/labelled-field.js';
import { AdminClient } from '../admin-client.js';
import { ReasonDialog } from '../reason-dialog.js';
import { type ActionDone } from './action-done.js';

/** Changes an account's plan, its limit, or both. */
@Component({
  selector: 'bp-plan-action',
  imports: [LabelledField, ReasonDialog],
  host: { class: 'grid' },
  templateUrl: './plan-action.html',
})
export class PlanAction {
  private readonly client = inject(AdminClient);
  private readonly translator = inject(Translator);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('limitField');

  readonly user = input.required<AdminUserDetail>();
  readonly shop = input.required<{ shop: string }>();
  readonly done = output<ActionDone>();

  protected readonly t = this.translator.t;
  protected readonly plans = SUBSCRIPTION_STATUSES;
  protected readonly planName = (plan: SubscriptionStatus): string => this.t(`admin.plans.${plan}`);
  protected readonly plan = linkedSignal(() => this.user().subscriptionStatus);
  protected readonly typed = signal('');
  private readonly mistake = signal<MessageKey | null>(null);
  private answer: AdminUserDetail | null = null;

  protected readonly hint = computed(() =>
    this.t('admin.changePlan.limitHint', { limit: this.translator.number(this.user().monthlyUploadLimit) }),
  );
  protected readonly error = computed(() => {
    const mistake = this.mistake();
    return mistake && this.t(mistake, { most: this.translator.number(MOST_UPLOADS_A_MONTH) });
  });

  protected readonly isReady = (): boolean => {
    this.mistake.set(this.mistakeIn(this.limit()));
    if (this.mistake()) this.field().nativeElement.focus();
    return this.mistake() === null;
  };
  protected readonly act = async (reason: string): Promise<void> => {
    const limit = this.limit();
    this.answer = await this.client.changePlan(this.user().id, {
      ...(this.plan() === this.user().subscriptionStatus ? {} : { subscriptionStatus: this.plan() }),
      ...(limit === null ? {} : { monthlyUploadLimit: limit }),
      reason,
    });
  };

  protected choose(plan: string): void {
    this.plan.set(plan as SubscriptionStatus);
    this.mistake.set(null);
  }

  protected type(limit: string): void {
    this.typed.set(limit);
    this.mistake.set(null);
  }

  protected tell(): void {
    if (!this.answer) return;
    const { subscriptionStatus, monthlyUploadLimit } = this.answer;
    const plan = this.planName(subscriptionStatus);
    const params = { plan, limit: this.translator.number(monthlyUploadLimit) };
    this.typed.set('');
    this.done.emit({ account: this.answer, message: { key: 'admin.changePlan.done', params } });
  }

  /** Null when none was typed, NaN when it is none. */
  private limit(): number | null {
    const text = asciiDigits(this.typed()).replace(/[\s,]/g, '');
    if (text === '') return null;
    return /^[0-9]{1,6}$/.test(text) ? Number(text) : NaN;
  }

  private mistakeIn(limit: number | null): MessageKey | null {
    if (limit === null)
      return this.plan() === this.user().subscriptionStatus ? 'admin.changePlan.same' : null;
    return limit <= MOST_UPLOADS_A_MONTH ? null : 'admin.changePlan.limitWrong';
  }
}
