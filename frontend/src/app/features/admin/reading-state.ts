import { Component, computed, effect, inject, input, output } from '@angular/core';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { Translator } from '../../core/i18n/translator.js';
import { Notice } from '../../shared/ui/notice.js';
import { Skeleton } from '../../shared/ui/skeleton.js';
import { LostFocus } from './lost-focus.js';
import { type Reading } from './reading.js';

/** Says that something is being read, or why it did not come, with a way to ask again. */
@Component({
  selector: 'bp-reading-state',
  imports: [Notice, Skeleton],
  host: { class: 'block' },
  template: `
    <div role="status">
      @if (failure(); as sentence) {
        <bp-notice class="mt-5" tone="alert">
          <p class="font-semibold">{{ t('admin.failed') }}</p>
          <p class="mt-1 text-sm">{{ sentence }}</p>
          <button
            type="button"
            class="link"
            [attr.aria-disabled]="of().isLoading() ? 'true' : null"
            (click)="askAgain()"
          >
            {{ t(of().isLoading() ? 'admin.loading' : 'common.tryAgain') }}
          </button>
        </bp-notice>
      }
    </div>
    @if (!failure() && of().isLoading() && of().value() === null) {
      <bp-skeleton class="sheet appear-late mt-5 p-6" [label]="t('admin.loading')" [lines]="6" />
    }
  `,
})
export class ReadingState {
  private readonly translator = inject(Translator);

  readonly of = input.required<Reading<unknown>>();
  readonly again = output();

  protected readonly t = this.translator.t;
  protected readonly failure = computed(() => {
    const failure = this.of().failure();
    return failure && getErrorMessage(failure, this.translator);
  });

  constructor() {
    const lostFocus = inject(LostFocus);
    let hadFailed = false;
    effect(() => {
      const hasFailed = this.of().failure() !== null;
      // The notice goes, with the button that was pressed.
      if (hadFailed && !hasFailed) lostFocus.toHeading();
      hadFailed = hasFailed;
    });
  }

  /** Each call of an admin stands in the audit log: while one is under way there is no other. */
  protected askAgain(): void {
    if (!this.of().isLoading()) this.again.emit();
  }
}
