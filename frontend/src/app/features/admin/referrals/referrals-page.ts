import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AdminReferral } from '#contracts/admin.js';
import { type Page } from '#contracts/page.js';
import { REFERRAL_STATUSES, REWARD_UPLOADS, type ReferralStatus } from '#contracts/referral.js';
import { Translator } from '../../../core/i18n/translator.js';
import { AdminClient } from '../admin-client.js';
import { LostFocus } from '../lost-focus.js';
import { PageSteps } from '../page-steps.js';
import { Reading } from '../reading.js';
import { ReadingState } from '../reading-state.js';
import { ReferralCard } from './referral-card.js';

/** What waits for a decision comes first. */
const SHOWN: readonly ReferralStatus[] = ['held', 'rewarded', 'activated', 'joined', 'rejected'];

/** The queue of held referrals, and what became of the others. */
@Component({
  selector: 'bp-admin-referrals-page',
  imports: [PageSteps, ReadingState, ReferralCard, RouterLink],
  templateUrl: './referrals-page.html',
})
export class ReferralsPage {
  private readonly client = inject(AdminClient);
  private readonly translator = inject(Translator);
  private readonly lostFocus = inject(LostFocus);

  readonly status = input<string>();
  readonly cursor = input<string>();

  protected readonly t = this.translator.t;
  protected readonly statuses = SHOWN;
  protected readonly statusName = (status: ReferralStatus): string =>
    this.t(`admin.referrals.status.${status}`);
  protected readonly uploads = this.translator.number(REWARD_UPLOADS);
  protected readonly list = new Reading<Page<AdminReferral>>();
  protected readonly shown = computed(
    () => REFERRAL_STATUSES.find((known) => known === this.status()) ?? 'held',
  );
  protected readonly emptyText = computed(() => this.t(`admin.referrals.emptyText.${this.shown()}`));
  protected readonly count = computed(() =>
    this.t('admin.referrals.onPage', { n: this.translator.number(this.list.value()?.items.length ?? 0) }),
  );

  constructor() {
    effect(() => {
      this.shown();
      this.cursor();
      untracked(() => void this.read());
    });
  }

  protected async read(): Promise<void> {
    const status = this.shown();
    const query = {
      status,
      // Who has waited longest is served first; elsewhere one looks for what just happened.
      order: status === 'held' ? ('oldest' as const) : ('newest' as const),
      cursor: this.cursor() ?? '',
    };
    await this.list.run(() => this.client.referrals(query));
  }

  /** The dialog has just given the focus back to a card that may go now. */
  protected async readAgain(): Promise<void> {
    await this.read();
    this.lostFocus.toHeading();
  }
}
