import { Component, afterNextRender, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { SessionEnd } from '../auth/session-end.js';
import { Translator } from '../i18n/translator.js';
import { BrandLink } from './brand-link.js';
import { LanguageSwitch } from './language-switch.js';
import { PreloadOnceAsked } from './preload-once-asked.js';

/** The frame of a signed-in owner's pages. */
@Component({
  selector: 'bp-account-layout',
  imports: [RouterOutlet, BrandLink, LanguageSwitch],
  template: `
    <div class="flex min-h-dvh flex-col">
      <header class="border-b border-line bg-sheet">
        <div class="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-3 px-4 py-2 sm:px-8">
          <bp-brand-link />
          <div class="flex items-center gap-3">
            <bp-language-switch class="hidden sm:block" />
            <button
              type="button"
              class="-mr-2.5 min-h-11 rounded-lg px-2.5 text-sm font-semibold text-action hover:underline"
              (click)="signOut()"
            >
              {{ t('common.signOut') }}
            </button>
          </div>
        </div>
      </header>
      <main class="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-8 sm:py-12">
        <router-outlet />
      </main>
      <footer class="mx-auto w-full max-w-5xl px-4 pb-6 sm:hidden">
        <bp-language-switch class="-ml-2.5 block" />
      </footer>
    </div>
  `,
})
export class AccountLayout {
  private readonly end = inject(SessionEnd);
  protected readonly t = inject(Translator).t;

  constructor() {
    const preload = inject(PreloadOnceAsked);
    // Signing out must also work without a connection, so the page it leads to is fetched beforehand.
    afterNextRender(() => preload.begin());
  }

  protected async signOut(): Promise<void> {
    await this.end.signOut();
  }
}
