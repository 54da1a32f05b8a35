import { Component, type ElementRef, computed, inject, viewChild } from '@angular/core';
import { ApiFailure } from '../../core/api/api-failure.js';
import { ClerkFailure } from '../../core/auth/clerk-failure.js';
import { ClerkSession } from '../../core/auth/clerk-session.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { Translator } from '../../core/i18n/translator.js';
import { Notice } from '../../shared/ui/notice.js';
import { SignInFlow } from './sign-in-flow.js';

/** The number is proved; only the server's answer is missing. Trying again costs no SMS. */
@Component({
  selector: 'bp-finish-step',
  imports: [Notice],
  templateUrl: './finish-step.html',
  host: { '(window:online)': 'retryWhenPossible()' },
})
export class FinishStep {
  private readonly translator = inject(Translator);
  private readonly clerk = inject(ClerkSession);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly flow = inject(SignInFlow);
  protected readonly t = this.translator.t;
  /** After a reload this step does not even begin without Clerk: nothing has failed, and nothing goes on. */
  protected readonly failure = computed(() => {
    const isStuck = this.clerk.hasFailed() && this.flow.busy() === null;
    return this.flow.failure() ?? (isStuck ? new ClerkFailure('script_failed') : null);
  });
  protected readonly error = computed(() => {
    const failure = this.failure();
    return failure && getErrorMessage(failure, this.translator);
  });
  protected readonly canRetry = computed(() => {
    const failure = this.failure();
    return failure instanceof ApiFailure ? failure.isPassing : failure?.code !== 'signed_out';
  });

  protected readonly title = computed(() => {
    if (!this.failure()) return 'finish.title';
    return this.canRetry() ? 'finish.failedTitle' : 'finish.refusedTitle';
  });

  focus(): void {
    this.heading().nativeElement.focus();
  }

  protected async retryWhenPossible(): Promise<void> {
    // That it was offline may be forgiven by now, and is still what the step stopped at.
    if (this.canRetry() && !this.flow.welcome()) await this.flow.finish();
  }
}
