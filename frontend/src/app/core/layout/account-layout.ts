import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { SessionEnd } from '../auth/session-end.js';
import { Translator } from '../i18n/translator.js';
import { BrandLink } from './brand-link.js';
import { LanguageSwitch } from './language-switch.js';

/** The frame of a signed-in owner's pages. */
@Component({
  selector: 'bp-account-layout',
  imports: [RouterOutlet, BrandLink, LanguageSwitch],
  template: `
    <header class="border-b border-line bg-sheet">
      <div class="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-3 px-4 py-2 sm:px-8">
        <bp-brand-link />
        <div class="flex items-center gap-1 sm:gap-3">
          <bp-language-switch />
          <button
            type="button"
            class="min-h-11 rounded-lg px-2.5 text-sm font-semibold text-action"
            (click)="signOut()"
          >
            {{ t('common.signOut') }}
          </button>
        </div>
      </div>
    </header>
    <main class="mx-auto max-w-5xl px-4 py-8 sm:px-8 sm:py-12">
      <router-outlet />
    </main>
  `,
})
export class AccountLayout {
  private readonly end = inject(SessionEnd);
  protected readonly t = inject(Translator).t;

  protected async signOut(): Promise<void> {
    await this.end.signOut();
  }
}
