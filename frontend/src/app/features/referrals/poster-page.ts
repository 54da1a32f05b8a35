import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ReferralsClient } from '../../core/api/referrals-client.js';
import { Session } from '../../core/auth/session.js';
import { Translator } from '../../core/i18n/translator.js';
import { LanguageSwitch } from '../../core/layout/language-switch.js';
import { Poster } from './poster.js';
import { ownLink } from './share-links.js';

const SIZES = ['A4', 'A5'] as const;

/** The poster as it will be printed, in the language and on the paper of the owner's choice. */
@Component({
  selector: 'bp-poster-page',
  imports: [LanguageSwitch, Poster, RouterLink],
  templateUrl: './poster-page.html',
})
export class PosterPage {
  private readonly client = inject(ReferralsClient);
  private readonly session = inject(Session);
  private readonly named = signal<string | null>(null);

  protected readonly t = inject(Translator).t;
  protected readonly user = this.session.user;
  protected readonly sizes = SIZES;
  protected readonly size = signal<(typeof SIZES)[number]>('A4');
  protected readonly link = computed(
    () =>
      this.named() ??
      this.session.lastKnown().referralLink ??
      ownLink(this.user()?.referralCode ?? '', location.origin),
  );

  constructor() {
    void this.askForLink();
  }

  protected print(): void {
    window.print();
  }

  private async askForLink(): Promise<void> {
    try {
      this.named.set((await this.client.mine()).link);
    } catch {
      // Without an answer the sheet is whole too: the portal's own address leads to the same page.
    }
  }
}
