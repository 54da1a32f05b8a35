import { Component, type ElementRef, computed, inject, input, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type PhoneNumberRefusal, formatPhoneNumber, parsePhoneNumber } from '#contracts/phone-number.js';
import { ClerkSession } from '../../core/auth/clerk-session.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { Translator } from '../../core/i18n/translator.js';
import { Notice } from '../../shared/ui/notice.js';
import { SignInFlow } from './sign-in-flow.js';

/** Asks for the number in whatever form people write it. */
@Component({
  selector: 'bp-phone-step',
  imports: [Notice, RouterLink],
  templateUrl: './phone-step.html',
})
export class PhoneStep {
  private readonly translator = inject(Translator);
  private readonly clerk = inject(ClerkSession);
  private readonly refusal = signal<PhoneNumberRefusal | null>(null);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly intent = input.required<'login' | 'signup'>();

  protected readonly flow = inject(SignInFlow);
  protected readonly t = this.translator.t;
  protected readonly clerkHasFailed = this.clerk.hasFailed;
  protected readonly isSending = computed(() => this.flow.busy() === 'sending');
  protected readonly isSignup = computed(() => this.intent() === 'signup');
  protected readonly error = computed(() => {
    const refusal = this.refusal();
    if (refusal) return this.t(`phone.refusals.${refusal}`);
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
    this.field().nativeElement.focus();
  }

  protected type(text: string): void {
    this.refusal.set(null);
    this.flow.type(text);
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.flow.mustWait()) return;
    const parsed = parsePhoneNumber(this.flow.typed());
    if (!parsed.ok) {
      this.refusal.set(parsed.refusal);
      this.focus();
      return;
    }
    this.refusal.set(null);
    this.flow.type(formatPhoneNumber(parsed.phoneNumber).replace('+91 ', ''));
    await this.flow.send(parsed.phoneNumber);
  }

  protected retryClerk(): void {
    this.clerk.start();
  }
}
