import { Component, computed, inject } from '@angular/core';
import { RetryNotice } from '../../shared/ui/retry-notice.js';
import { Session } from '../auth/session.js';
import { getErrorMessage } from '../errors/get-error-message.js';
import { Translator } from '../i18n/translator.js';
import { askAgainAfter } from '../offline/ask-again.js';
import { Connection } from '../offline/connection.js';
import { FreshProfile } from './fresh-profile.js';

/** Says that what is shown may be old, why, and offers to ask again; asks by itself too. */
@Component({
  selector: 'bp-stale-notice',
  imports: [RetryNotice],
  host: { '(window:online)': 'refresh()' },
  template: `
    <bp-retry-notice
      [title]="title()"
      [text]="text()"
      [label]="t('common.tryAgain')"
      [isBusy]="isLoading()"
      (again)="refresh()"
    />
  `,
})
export class StaleNotice {
  private readonly session = inject(Session);
  private readonly translator = inject(Translator);
  private readonly fresh = inject(FreshProfile);
  private readonly isOffline = inject(Connection).isOffline;

  protected readonly t = this.translator.t;
  protected readonly isLoading = this.fresh.isLoading;
  protected readonly title = computed(() => {
    if (!this.fresh.failure()) return null;
    return this.t(this.isOffline() ? 'offline.asOf' : 'dashboard.staleTitle', { when: this.asOf() });
  });
  protected readonly text = computed(() => {
    const failure = this.fresh.failure();
    if (this.isOffline() || !failure) return this.t('offline.comesBack');
    return getErrorMessage(failure, this.translator);
  });
  private readonly asOf = computed(() => {
    const savedAt = this.session.savedAt();
    return savedAt === null ? '' : this.translator.moment(new Date(savedAt));
  });

  constructor() {
    void this.fresh.read();
    askAgainAfter(this.fresh.failure, () => this.fresh.read());
  }

  protected async refresh(): Promise<void> {
    await this.fresh.read();
  }
}
