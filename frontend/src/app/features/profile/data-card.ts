import { Component, computed, inject, signal } from '@angular/core';
import { type ApiFailure, toApiFailure } from '../../core/api/api-failure.js';
import { UsersClient } from '../../core/api/users-client.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { Translator } from '../../core/i18n/translator.js';
import { saveFile } from '../../shared/browser/save-file.js';
import { Notice } from '../../shared/ui/notice.js';

/** Everything that is held about the owner, to take along. */
@Component({
  selector: 'bp-data-card',
  imports: [Notice],
  host: { class: 'sheet block p-6' },
  template: `
    <h2 class="font-semibold">{{ t('profile.dataTitle') }}</h2>
    <p class="mt-1 text-ink-soft">{{ t('profile.dataText') }}</p>
    <button
      type="button"
      class="button button-quiet mt-4"
      [attr.aria-disabled]="isBusy() ? 'true' : null"
      (click)="download()"
    >
      @if (isBusy()) {
        <span class="spinner" aria-hidden="true"></span>
      }
      {{ t(isBusy() ? 'profile.downloading' : 'profile.download') }}
    </button>
    <div aria-live="polite">
      @if (failure(); as sentence) {
        <bp-notice tone="alert" class="mt-4">{{ sentence }}</bp-notice>
      } @else if (file(); as name) {
        <bp-notice tone="good" class="mt-4 break-words">{{
          t('profile.downloaded', { file: name })
        }}</bp-notice>
      }
    </div>
  `,
})
export class DataCard {
  private readonly users = inject(UsersClient);
  private readonly translator = inject(Translator);
  private readonly refusal = signal<ApiFailure | null>(null);

  protected readonly t = this.translator.t;
  protected readonly isBusy = signal(false);
  protected readonly file = signal<string | null>(null);
  protected readonly failure = computed(() => {
    const refusal = this.refusal();
    return refusal && getErrorMessage(refusal, this.translator);
  });

  protected async download(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.refusal.set(null);
    this.file.set(null);
    try {
      const name = `bharatprint-${today()}.json`;
      saveFile(await this.users.export(), name);
      this.file.set(name);
    } catch (error) {
      this.refusal.set(toApiFailure(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}

/** The date as the shop's wall calendar has it, `2026-11-25`. */
function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' }).format(new Date());
}
