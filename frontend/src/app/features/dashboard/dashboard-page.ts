import { Component, computed, effect, inject, resource, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { UsersClient } from '../../core/api/users-client.js';
import { Session } from '../../core/auth/session.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { Translator } from '../../core/i18n/translator.js';
import { Notice } from '../../shared/ui/notice.js';
import { ReferralCard } from './referral-card.js';
import { ShopCard } from './shop-card.js';
import { UploadsCard } from './uploads-card.js';

/** Longer ones fill more than two lines of a small phone. */
const LONG_NAME = 28;

/** The first page of a signed-in owner: opens with what this browser knows, then with what the server says. */
@Component({
  selector: 'bp-dashboard-page',
  imports: [RouterLink, Notice, ReferralCard, ShopCard, UploadsCard],
  templateUrl: './dashboard-page.html',
  host: { '(window:online)': 'refresh()' },
})
export class DashboardPage {
  private readonly session = inject(Session);
  private readonly translator = inject(Translator);
  private readonly users = inject(UsersClient);
  private readonly fresh = resource({ loader: () => this.users.me() });

  protected readonly t = this.translator.t;
  protected readonly user = this.session.user;
  protected readonly isRefreshing = this.fresh.isLoading;
  private readonly name = computed(() => this.user()?.ownerName ?? this.user()?.shopName ?? '');

  /** A long name is greeted in smaller letters; in full it stands in the shop's card. */
  protected readonly isLongName = computed(() => this.name().length > LONG_NAME);
  protected readonly greeting = computed(() => {
    const name = this.name();
    return name ? this.t('dashboard.greeting', { name }) : this.t('dashboard.greetingNobody');
  });
  protected readonly failure = computed(() => {
    const error = this.fresh.error();
    return error && getErrorMessage(error, this.translator);
  });
  protected readonly asOf = computed(() => {
    const savedAt = this.session.savedAt();
    return savedAt === null ? '' : this.translator.moment(new Date(savedAt));
  });

  constructor() {
    effect(() => {
      if (!this.fresh.hasValue()) return;
      const profile = this.fresh.value();
      untracked(() => this.session.refresh(profile));
    });
  }

  protected refresh(): void {
    this.fresh.reload();
  }
}
