import { Component, computed, inject, input, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClerkSession } from '../../core/auth/clerk-session.js';
import { Crash } from '../../core/errors/app-error-handler.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { Translator } from '../../core/i18n/translator.js';
import { PhoneField } from '../../core/verification/phone-field.js';
import { Notice } from '../../shared/ui/notice.js';
import { SignInFlow } from './sign-in-flow.js';

/** Asks for the number in whatever form people write it. */
@Component({
  selector: 'bp-phone-step',
  imports: [Notice, PhoneField, RouterLink],
  templateUrl: './phone-step.html',
})
export class PhoneStep {
  private readonly translator = inject(Translator);
  private readonly crash = inject(Crash).report;
  private readonly field = viewChild.required<PhoneField>('field');

  readonly intent = input.required<'login' | 'signup'>();

  protected readonly clerk = inject(ClerkSession);
  protected readonly flow = inject(SignInFlow);
  protected readonly t = this.translator.t;
  /** Where the page has to be opened afresh, trying again here would do nothing. */
  protected readonly clerkHasFailed = computed(() => this.clerk.hasFailed() && this.crash() === null);
  /** Also while the code step, left meanwhile, has a new one sent. */
  protected readonly isSending = this.flow.isSending;
  protected readonly isSignup = computed(() => this.intent() === 'signup');
  protected readonly error = computed(() => {
    if (this.flow.mustWait()) return this.t('code.mustWait');
    const failure = this.flow.failure();
    // A script that did not come has a notice of its own, with its own button.
    if (!failure || failure.code === 'script_failed') return null;
    return getErrorMessage(failure, this.translator);
  });
  protected readonly sendLabel = computed(() => {
    if (this.isSending()) return this.t('phone.sending');
    if (!this.flow.mustWait()) return this.t('phone.send');
    return this.t('code.resendIn', { time: this.translator.wait(this.flow.countdown.secondsLeft()) });
  });

  focus(): void {
    this.field().focus();
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.flow.mustWait()) return;
    const phoneNumber = this.field().read();
    if (phoneNumber !== null) await this.flow.send(phoneNumber);
  }
}
