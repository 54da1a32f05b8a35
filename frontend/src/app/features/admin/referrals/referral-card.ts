import {
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AdminReferral, type ReferralSide } from '#contracts/admin.js';
import { REWARD_UPLOADS } from '#contracts/referral.js';
import { type ApiFailure } from '../../../core/api/api-failure.js';
import { ShopDays } from '../../../core/i18n/shop-days.js';
import { Translator } from '../../../core/i18n/translator.js';
import { Notice } from '../../../shared/ui/notice.js';
import { AdminClient, type Decision } from '../admin-client.js';
import { IndiaTime } from '../india-time.js';
import { ReasonDialog } from '../reason-dialog.js';
import { NOTHING, REFERRAL_TONES } from '../status-tones.js';

/** Somebody else has decided meanwhile: what is shown is not how it stands. */
const DECIDED_ELSEWHERE: readonly ApiFailure['code'][] = ['referral.not_held', 'referral.not_rewarded'];

/** One referral with both its shops, why it is held, and what an admin can decide. Once decided it stays, to be read. */
@Component({
  selector: 'bp-referral-card',
  imports: [Notice, ReasonDialog, RouterLink],
  host: { class: 'sheet block p-5' },
  templateUrl: './referral-card.html',
})
export class ReferralCard {
  private readonly client = inject(AdminClient);
  private readonly translator = inject(Translator);
  private readonly days = inject(ShopDays);
  private readonly time = inject(IndiaTime);
  private readonly injector = inject(Injector);
  private answer: AdminReferral | null = null;
  private readonly outcome = viewChild.required<ElementRef<HTMLElement>>('outcome');

  readonly referral = input.required<AdminReferral>();
  /** It was decided by somebody else. */
  readonly outdated = output();

  protected readonly t = this.translator.t;
  /** As it stands now, after what was decided here. */
  protected readonly now = linkedSignal(() => this.referral());
  protected readonly made = signal<Decision | null>(null);
  protected readonly decisions = computed((): Decision[] => {
    if (this.now().status === 'held') return ['approve', 'reject'];
    return this.now().status === 'rewarded' && this.made() === null ? ['reverse'] : [];
  });
  protected readonly status = computed(() => this.t(`admin.referrals.status.${this.now().status}`));
  protected readonly tone = computed(() => REFERRAL_TONES[this.now().status]);
  protected readonly sides = computed(() => [
    { role: this.t('admin.referrals.referrer'), ...this.shopOf(this.now().referrer) },
    { role: this.t('admin.referrals.referee'), ...this.shopOf(this.now().referee) },
  ]);
  protected readonly why = computed(() => {
    const reason = this.now().heldReason;
    return reason && this.t(`admin.referrals.why.${reason}`);
  });
  protected readonly dates = computed(() => {
    const { joinedAt, activatedAt, rewardedAt } = this.now();
    const on = (key: 'joinedOn' | 'completedOn' | 'rewardedOn', at: string | null): string[] =>
      at === null ? [] : [this.t(`admin.referrals.${key}`, { day: this.days.date(at) })];
    return [
      ...on('joinedOn', joinedAt),
      ...on('completedOn', activatedAt),
      ...on('rewardedOn', rewardedAt),
    ].join(' · ');
  });
  protected readonly decided = computed(() => {
    const decision = this.now().decision;
    return (
      decision &&
      this.t('admin.referrals.decided', { when: this.time.moment(decision.at), reason: decision.reason })
    );
  });
  protected readonly params = computed(() => ({
    referrer: this.shopOf(this.now().referrer).name,
    referee: this.shopOf(this.now().referee).name,
    uploads: this.translator.number(REWARD_UPLOADS),
    status: this.status(),
  }));

  protected readonly said = (
    part: 'open' | 'title' | 'text' | 'confirm' | 'done',
    decision: Decision,
  ): string => this.t(`admin.referrals.${decision}.${part}`, this.params());

  protected readonly acts: Record<Decision, (reason: string) => Promise<void>> = {
    approve: (reason) => this.decide('approve', reason),
    reject: (reason) => this.decide('reject', reason),
    reverse: (reason) => this.decide('reverse', reason),
  };

  /** The buttons go, with their dialog: only now may they. The focus goes to what became of it. */
  protected tell(decision: Decision): void {
    if (this.answer) this.now.set(this.answer);
    this.made.set(decision);
    afterNextRender(() => this.outcome().nativeElement.focus(), { injector: this.injector });
  }

  protected lookAgain({ code }: ApiFailure): void {
    if (DECIDED_ELSEWHERE.includes(code)) this.outdated.emit();
  }

  private async decide(decision: Decision, reason: string): Promise<void> {
    this.answer = await this.client.decide(this.now().id, decision, reason);
  }

  private shopOf({ id, shopName, city }: ReferralSide): { id: string; name: string; city: string } {
    return { id, name: shopName ?? this.t('admin.nameless'), city: city ?? NOTHING };
  }
}
