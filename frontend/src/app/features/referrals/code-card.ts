import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Translator } from '../../core/i18n/translator.js';
import { Toasts } from '../../core/toasts/toasts.js';
import { copyText } from '../../shared/browser/copy-text.js';
import { QrCode } from '../../shared/ui/qr-code.js';
import { shortLink, whatsAppDraft } from './share-links.js';

const SAID_FOR_MS = 4_000;

type Copied = 'code' | 'link';

/** The owner's code and link, in every way they are handed on. */
@Component({
  selector: 'bp-code-card',
  imports: [QrCode, RouterLink],
  host: { class: 'block rounded-sheet bg-press p-5 text-on-press sm:p-6' },
  templateUrl: './code-card.html',
})
export class CodeCard {
  private readonly toasts = inject(Toasts);
  private forgetting: ReturnType<typeof setTimeout> | undefined;

  readonly code = input.required<string>();
  readonly link = input.required<string>();
  /** What goes before the link when it is sent to somebody. */
  readonly message = input.required<string>();

  protected readonly t = inject(Translator).t;
  protected readonly copied = signal<Copied | null>(null);
  /** What could not be done just now. */
  protected readonly failure = signal<'copyFailed' | 'shareFailed' | null>(null);
  /** On phones the system's own menu knows whom one writes to; WhatsApp is in it too. */
  protected readonly sharesFirst = hasShareMenu() && /Android/.test(navigator.userAgent);
  protected readonly sharesToo = hasShareMenu() && !this.sharesFirst;
  protected readonly shortLink = computed(() => shortLink(this.link()));
  protected readonly whatsApp = computed(() => whatsAppDraft(this.message(), this.link()));

  protected async copy(what: Copied): Promise<void> {
    clearTimeout(this.forgetting);
    this.copied.set(null);
    const isThere = await copyText(what === 'code' ? this.code() : this.link());
    this.failure.set(isThere ? null : 'copyFailed');
    if (!isThere) return;
    this.copied.set(what);
    this.toasts.show(this.t('dashboard.copied'));
    this.forgetting = setTimeout(() => this.copied.set(null), SAID_FOR_MS);
  }

  protected async share(): Promise<void> {
    this.failure.set(null);
    try {
      await navigator.share({ text: this.message(), url: this.link() });
    } catch (error) {
      // An owner who closes the menu has changed their mind: that is no failure.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.failure.set('shareFailed');
    }
  }
}

/** TypeScript takes it for granted; Firefox on a computer, and any page without https, has none. */
function hasShareMenu(): boolean {
  return 'share' in navigator && typeof navigator.share === 'function';
}
