import { Component, computed, inject, signal } from '@angular/core';
import { Session } from '../../../core/auth/session.js';
import { PORTAL_CONFIG } from '../../../core/config/portal-config.js';
import { type MessageKey } from '../../../core/i18n/dictionary.js';
import { Translator } from '../../../core/i18n/translator.js';
import { copyText } from '../../../shared/browser/copy-text.js';
import { Notice } from '../../../shared/ui/notice.js';

const SHOWN_OF_HIDDEN = 4;

/** The admin's own token for the API's documentation. It is on screen only while somebody asks for it. */
@Component({
  selector: 'bp-api-access-page',
  imports: [Notice],
  templateUrl: './api-access-page.html',
})
export class ApiAccessPage {
  private readonly session = inject(Session);

  protected readonly t = inject(Translator).t;
  protected readonly docsUrl = `${inject(PORTAL_CONFIG).apiUrl}/docs`;
  protected readonly isShown = signal(false);
  protected readonly told = signal<MessageKey | null>(null);
  protected readonly steps: readonly MessageKey[] = [
    'admin.api.steps.open',
    'admin.api.steps.authorize',
    'admin.api.steps.end',
  ];
  /** Its end alone tells it from another. */
  protected readonly token = computed(() => {
    const token = this.session.token() ?? '';
    return this.isShown() ? token : '•'.repeat(24) + token.slice(-SHOWN_OF_HIDDEN);
  });

  protected async copy(): Promise<void> {
    const isCopied = await copyText(this.session.token() ?? '');
    this.told.set(isCopied ? 'admin.api.copied' : 'admin.api.notCopied');
  }
}
