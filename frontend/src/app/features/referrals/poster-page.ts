import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Session } from '../../core/auth/session.js';
import { Translator } from '../../core/i18n/translator.js';
import { LanguageSwitch } from '../../core/layout/language-switch.js';
import { Poster } from './poster.js';
import { ReferralOverview } from './referral-overview.js';
import { ownLink } from './share-links.js';

const SIZES = ['A4', 'A5'] as const;

/** The poster as it will be printed, in the language and on the paper of the owner's choice. */
@Component({
  selector: 'bp-poster-page',
  imports: [LanguageSwitch, Poster, RouterLink],
  providers: [ReferralOverview],
  templateUrl: './poster-page.html',
})
export class PosterPage {
  private readonly overview = inject(ReferralOverview);

  protected readonly t = inject(Translator).t;
  protected readonly user = inject(Session).user;
  protected readonly sizes = SIZES;
  protected readonly size = signal<(typeof SIZES)[number]>('A4');
  protected readonly link = computed(
    () => this.overview.link() ?? ownLink(this.user()?.referralCode ?? '', location.origin),
  );

  constructor() {
    // Without an answer the sheet is whole: all that it says is known here.
    void this.overview.read();
  }

  protected print(): void {
    window.print();
  }
}
