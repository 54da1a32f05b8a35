import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog.js';
import { Notice } from '../../shared/ui/notice.js';
import { type ApiFailure, toApiFailure } from '../api/api-failure.js';
import { SignOutEverywhere } from '../auth/sign-out-everywhere.js';
import { getErrorMessage } from '../errors/get-error-message.js';
import { Translator } from '../i18n/translator.js';

/** Refusals after which it is certain that every session lives on. */
const CHANGED_NOTHING: ReadonlySet<string> = new Set(['auth.clerk_unavailable', 'request.rate_limited']);

/** Asks once, then signs the owner out on every phone and computer. */
@Component({
  selector: 'bp-everywhere-dialog',
  imports: [ConfirmDialog, Notice],
  template: `
    <bp-confirm-dialog
      name="everywhere"
      [title]="t('everywhere.title')"
      [confirmLabel]="t(isBusy() ? 'everywhere.busy' : 'everywhere.confirm')"
      [cancelLabel]="t('everywhere.cancel')"
      [isBusy]="isBusy()"
      (confirmed)="signOutEverywhere()"
    >
      <p>{{ t('everywhere.text') }}</p>
      <div aria-live="assertive">
        @if (failure(); as sentence) {
          <bp-notice tone="alert" class="mt-4">{{ sentence }}</bp-notice>
        }
      </div>
    </bp-confirm-dialog>
  `,
})
export class EverywhereDialog {
  private readonly everywhere = inject(SignOutEverywhere);
  private readonly translator = inject(Translator);
  private readonly refusal = signal<ApiFailure | null>(null);
  private readonly dialog = viewChild.required(ConfirmDialog);

  protected readonly t = this.translator.t;
  protected readonly isBusy = signal(false);
  protected readonly failure = computed(() => {
    const refusal = this.refusal();
    if (!refusal) return null;
    const sentence = getErrorMessage(refusal, this.translator);
    return CHANGED_NOTHING.has(refusal.code) ? `${this.t('everywhere.unchanged')} ${sentence}` : sentence;
  });

  open(): void {
    this.refusal.set(null);
    this.dialog().open();
  }

  protected async signOutEverywhere(): Promise<void> {
    this.refusal.set(null);
    this.isBusy.set(true);
    try {
      await this.everywhere.run();
    } catch (error) {
      this.refusal.set(toApiFailure(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
