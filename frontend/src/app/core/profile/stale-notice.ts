import { Component, computed, inject } from '@angular/core';
import { Notice } from '../../shared/ui/notice.js';
import { Session } from '../auth/session.js';
import { getErrorMessage } from '../errors/get-error-message.js';
import { Translator } from '../i18n/translator.js';
import { askAgainAfter } from '../offline/ask-again.js';
import { Connection } from '../offline/connection.js';
import { FreshProfile } from './fresh-profile.js';

/** Says that what is shown may be old, why, and offers to ask again; asks by itself too. */
@Component({
  selector: 'bp-stale-notice',
  imports: [Notice],
  host: { '(window:online)': 'refresh()' },
  template: `
    @if (failure(); as sentence) {
      <bp-notice class="mt-6" role="status">
        <p class="font-semibold">
          {{ t(isOffline() ? 'offline.asOf' : 'dashboard.staleTitle', { when: asOf() }) }}
        </p>
        <p class="mt-1 text-sm">{{ isOffline() ? t('offline.comesBack') : sentence }}</p>
        <button type="button" class="link" [disabled]="isLoading()" (click)="refresh()">
          {{ t(isLoading() ? 'dashboard.refreshing' : 'common.tryAgain') }}
        </button>
      </bp-notice>
    }
  `,
})
export class StaleNotice {
  private readonly session = inject(Session);
  private readonly translator = inject(Translator);
  private readonly fresh = inject(FreshProfile);

  protected readonly t = this.translator.t;
  protected readonly isOffline = inject(Connection).isOffline;
  protected readonly isLoading = this.fresh.isLoading;
  protected readonly failure = computed(() => {
    const failure = this.fresh.failure();
    return failure && getErrorMessage(failure, this.translator);
  });
  protected readonly asOf = computed(() => {
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
