import { Component, afterNextRender, inject, signal } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Notice } from '../../shared/ui/notice.js';
import { ClerkPhoneNumbers } from '../auth/clerk-phone-numbers.js';
import { Session } from '../auth/session.js';
import { type MessageKey } from '../i18n/dictionary.js';
import { Translator } from '../i18n/translator.js';
import { InvitationNotice } from '../invitation/invitation-notice.js';
import { ReleaseNotice } from '../offline/release-notice.js';
import { LanguageTeller } from '../profile/language-teller.js';
import { ToastStack } from '../toasts/toast-stack.js';
import { AccountMenu } from './account-menu.js';
import { BrandLink } from './brand-link.js';
import { EverywhereDialog } from './everywhere-dialog.js';
import { LanguageSwitch } from './language-switch.js';
import { PreloadOnceAsked } from './preload-once-asked.js';

/** The frame of a signed-in owner's pages. */
@Component({
  selector: 'bp-account-layout',
  imports: [
    RouterOutlet,
    AccountMenu,
    BrandLink,
    EverywhereDialog,
    InvitationNotice,
    LanguageSwitch,
    Notice,
    ReleaseNotice,
    ToastStack,
  ],
  template: `
    <div class="flex min-h-dvh flex-col">
      <header class="border-b border-line bg-sheet">
        <div class="mx-auto flex max-w-5xl items-center justify-between gap-3 px-4 py-2 sm:px-8">
          <bp-brand-link />
          <div class="flex min-w-0 items-center gap-3">
            <bp-language-switch class="hidden sm:block" />
            <bp-account-menu (told)="told.set($event)" (everywhere)="dialog.open()" />
          </div>
        </div>
      </header>
      <div class="mx-auto w-full max-w-5xl px-4 sm:px-8" role="status">
        @if (told(); as news) {
          <bp-notice class="mt-4" [tone]="news === 'account.tokenCopied' ? 'good' : 'alert'">
            <p>{{ t(news) }}</p>
            <button type="button" class="link" (click)="told.set(null)">{{ t('account.close') }}</button>
          </bp-notice>
        }
      </div>
      <bp-release-notice class="mx-auto w-full max-w-5xl px-4 sm:px-8" />
      <bp-invitation-notice class="mx-auto mt-4 w-full max-w-5xl px-4 sm:px-8" />
      <main class="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-8 sm:py-12">
        <router-outlet />
      </main>
      <footer class="mx-auto w-full max-w-5xl px-4 pb-6 sm:hidden">
        <bp-language-switch class="-ml-2.5 block" />
      </footer>
      <bp-everywhere-dialog #dialog />
      <bp-toast-stack />
    </div>
  `,
})
export class AccountLayout {
  protected readonly t = inject(Translator).t;
  /** What became of the last choice in the menu. */
  protected readonly told = signal<MessageKey | null>(null);

  constructor() {
    const preload = inject(PreloadOnceAsked);
    const numbers = inject(ClerkPhoneNumbers);
    const owner = inject(Session).user();
    inject(LanguageTeller);
    // Not at once: the page that was asked for is still being put together.
    afterNextRender(() => preload.begin());
    afterNextRender(() => void numbers.dropLeftovers(owner?.phoneNumber ?? '', owner?.id ?? ''));
  }
}
