import { Component, inject, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Session } from '../../core/auth/session.js';
import { unbreakablePhoneNumber } from '../../core/i18n/unbreakable-phone-number.js';
import { Translator } from '../../core/i18n/translator.js';
import { type Leavable } from '../../core/layout/leave-guard.js';
import { FreshProfile } from '../../core/profile/fresh-profile.js';
import { StaleNotice } from '../../core/profile/stale-notice.js';
import { Notice } from '../../shared/ui/notice.js';
import { DataCard } from './data-card.js';
import { NumberCard } from './number-card.js';
import { ProfileFormCard } from './profile-form-card.js';

/** Everything an owner may do with the own account. */
@Component({
  selector: 'bp-profile-page',
  imports: [RouterLink, DataCard, Notice, NumberCard, ProfileFormCard, StaleNotice],
  providers: [FreshProfile],
  templateUrl: './profile-page.html',
})
export class ProfilePage implements Leavable {
  private readonly router = inject(Router);
  private readonly form = viewChild(ProfileFormCard);

  protected readonly t = inject(Translator).t;
  protected readonly user = inject(Session).user;
  protected readonly hasNewNumber = this.arrivalReason() === 'number-changed';
  protected readonly unbreakable = unbreakablePhoneNumber;

  async mayLeave(): Promise<boolean> {
    return (await this.form()?.mayLeave()) ?? true;
  }

  private arrivalReason(): unknown {
    const navigation = this.router.currentNavigation() ?? this.router.lastSuccessfulNavigation();
    return navigation?.extras.info;
  }
}
