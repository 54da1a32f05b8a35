import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { PendingErasure } from '../../core/auth/pending-erasure.js';
import { Session } from '../../core/auth/session.js';
import { Translator } from '../../core/i18n/translator.js';
import { FreshProfile } from '../../core/profile/fresh-profile.js';
import { StaleNotice } from '../../core/profile/stale-notice.js';
import { Notice } from '../../shared/ui/notice.js';
import { ReferralCard } from './referral-card.js';
import { ShopCard } from './shop-card.js';
import { UploadsCard } from './uploads-card.js';

/** Longer ones fill more than two lines of a small phone. */
const LONG_NAME = 28;

/** The first page of a signed-in owner: opens with what this browser knows, then with what the server says. */
@Component({
  selector: 'bp-dashboard-page',
  imports: [RouterLink, Notice, StaleNotice, ReferralCard, ShopCard, UploadsCard],
  providers: [FreshProfile],
  templateUrl: './dashboard-page.html',
})
export class DashboardPage {
  private readonly session = inject(Session);
  private readonly translator = inject(Translator);

  protected readonly t = this.translator.t;
  protected readonly user = this.session.user;
  /** Signing in has just called off the account's deletion; said once. */
  protected readonly isKept = inject(PendingErasure).wasCalledOffBy(this.user()?.id ?? '');
  private readonly name = computed(() => this.user()?.ownerName ?? this.user()?.shopName ?? '');

  /** A long name is greeted in smaller letters; in full it stands in the shop's card. */
  protected readonly isLongName = computed(() => this.name().length > LONG_NAME);
  protected readonly greeting = computed(() => {
    const name = this.name();
    return name ? this.t('dashboard.greeting', { name }) : this.t('dashboard.greetingNobody');
  });
}
