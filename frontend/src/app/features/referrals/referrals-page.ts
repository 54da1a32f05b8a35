import { Component, computed, inject, signal } from '@angular/core';
import { type Invitation, REWARD_UPLOADS } from '#contracts/referral.js';
import { Session } from '../../core/auth/session.js';
import { type ApiFailure } from '../../core/api/api-failure.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { Translator } from '../../core/i18n/translator.js';
import { KeptInvitation } from '../../core/invitation/kept-invitation.js';
import { askAgainAfter } from '../../core/offline/ask-again.js';
import { Connection } from '../../core/offline/connection.js';
import { FreshProfile } from '../../core/profile/fresh-profile.js';
import { RetryNotice } from '../../shared/ui/retry-notice.js';
import { Skeleton } from '../../shared/ui/skeleton.js';
import { CodeCard } from './code-card.js';
import { InvitedByCard } from './invited-by-card.js';
import { InvitedShops } from './invited-shops.js';
import { RedeemCard } from './redeem-card.js';
import { ReferralOverview } from './referral-overview.js';
import { RewardsCard } from './rewards-card.js';
import { ownLink, whatsAppDraft } from './share-links.js';

/** Inviting other shops: the code to hand on, what it earns, and who came by it. */
@Component({
  selector: 'bp-referrals-page',
  imports: [CodeCard, InvitedByCard, InvitedShops, RedeemCard, RetryNotice, RewardsCard, Skeleton],
  providers: [FreshProfile, ReferralOverview],
  host: { '(window:online)': 'refresh()' },
  templateUrl: './referrals-page.html',
})
export class ReferralsPage {
  private readonly translator = inject(Translator);
  private readonly session = inject(Session);
  private readonly profile = inject(FreshProfile);

  protected readonly overview = inject(ReferralOverview);
  /** The code of a link the owner came by. */
  protected readonly kept = inject(KeptInvitation);
  protected readonly t = this.translator.t;
  protected readonly user = this.session.user;
  private readonly isOffline = inject(Connection).isOffline;
  /** Without a list nothing is shown but what is known from the last profile. */
  private readonly asOf = computed(() =>
    this.translator.moment(new Date(this.overview.readAt() ?? this.session.savedAt() ?? 0)),
  );
  protected readonly failureTitle = computed(() => {
    if (!this.overview.failure()) return null;
    if (this.isOffline()) return this.t('offline.asOf', { when: this.asOf() });
    return this.t(this.overview.invited() ? 'referrals.staleTitle' : 'referrals.failedTitle');
  });
  protected readonly uploads = computed(() => this.translator.number(REWARD_UPLOADS));
  protected readonly link = computed(
    () => this.overview.link() ?? ownLink(this.user()?.referralCode ?? '', location.origin),
  );
  protected readonly message = computed(() =>
    this.t('referrals.message', { code: this.user()?.referralCode ?? '', uploads: this.uploads() }),
  );
  protected readonly whatsApp = computed(() => whatsAppDraft(this.message(), this.link()));
  protected readonly failure = computed(
    () => (this.isOffline() ? null : this.sentenceOf(this.overview.failure())) ?? this.t('offline.comesBack'),
  );
  protected readonly moreFailure = computed(() => this.sentenceOf(this.overview.moreFailure()));
  protected readonly hasRedeemed = signal(false);

  constructor() {
    void this.overview.read();
    askAgainAfter(this.overview.failure, () => this.overview.read());
  }

  protected async refresh(): Promise<void> {
    await this.overview.read();
  }

  protected accept(invitation: Invitation): void {
    this.overview.accept(invitation);
    this.hasRedeemed.set(true);
    // One is redeemed for ever, so no other is of use.
    this.kept.forget();
    // A reward that came at once has raised the uploads the dashboard shows.
    void this.profile.read();
  }

  /** One was redeemed, be it by this very press, whose answer was lost: the kept code must not go to who is next here. */
  protected async findRedeemed(): Promise<void> {
    this.kept.forget();
    this.hasRedeemed.set(true);
    await this.refresh();
  }

  private sentenceOf(failure: ApiFailure | null): string | null {
    return failure && getErrorMessage(failure, this.translator);
  }
}
