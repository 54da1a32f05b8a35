import { Component, type ElementRef, computed, inject, viewChild } from '@angular/core';
import { ApiFailure } from '../../core/api/api-failure.js';
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
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly flow = inject(SignInFlow);
  protected readonly t = this.translator.t;
  protected readonly error = computed(() => {
    const failure = this.flow.failure();
    return failure && getErrorMessage(failure, this.translator);
  });
  protected readonly canRetry = computed(() => {
    const failure = this.flow.failure();
    return failure instanceof ApiFailure ? failure.isPassing : failure?.code !== 'signed_out';
  });

  protected readonly title = computed(() => {
    if (!this.flow.failure()) return 'finish.title';
    return this.canRetry() ? 'finish.failedTitle' : 'finish.refusedTitle';
  });

  focus(): void {
    this.heading().nativeElement.focus();
  }

  protected async retry(): Promise<void> {
    await this.flow.finish();
  }

  protected async retryWhenPossible(): Promise<void> {
    if (this.flow.failure() && this.canRetry()) await this.flow.finish();
  }
}
