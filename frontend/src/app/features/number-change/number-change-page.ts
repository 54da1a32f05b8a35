import {
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ApiFailure } from '../../core/api/api-failure.js';
import { ClerkSession } from '../../core/auth/clerk-session.js';
import { Session } from '../../core/auth/session.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { unbreakablePhoneNumber } from '../../core/i18n/unbreakable-phone-number.js';
import { Translator } from '../../core/i18n/translator.js';
import { CodeForm } from '../../core/verification/code-form.js';
import { OwnNumberProof } from '../../core/verification/own-number-proof.js';
import { PhoneField } from '../../core/verification/phone-field.js';
import { SignInAgain, needsSignIn } from '../../core/verification/sign-in-again.js';
import { Notice } from '../../shared/ui/notice.js';
import { NumberChangeDraft } from './number-change-draft.js';
import { NumberChange } from './number-change.js';

/** Another mobile number for the account, proved by a code. */
@Component({
  selector: 'bp-number-change-page',
  imports: [CodeForm, Notice, PhoneField, RouterLink, SignInAgain],
  providers: [NumberChange, NumberChangeDraft, OwnNumberProof],
  host: { class: 'mx-auto block max-w-lg', '(window:online)': 'flow.comeOnline()' },
  templateUrl: './number-change-page.html',
})
export class NumberChangePage {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly translator = inject(Translator);
  private readonly injector = inject(Injector);
  private readonly page = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly isSame = signal(false);
  private readonly phoneField = viewChild(PhoneField);
  private readonly codeForm = viewChild(CodeForm);

  protected readonly flow = inject(NumberChange);
  protected readonly t = this.translator.t;
  protected readonly isSending = computed(() => this.flow.busy() === 'sending');
  protected readonly present = computed(() => unbreakablePhoneNumber(this.session.user()?.phoneNumber ?? ''));
  /** An SMS that could not be sent is not spoken of as one that was. */
  protected readonly isProofSent = computed(
    () => this.flow.proof.busy() !== 'sending' && this.flow.proof.isUnderWay(),
  );
  protected readonly wanted = computed(() => unbreakablePhoneNumber(this.flow.wanted() ?? ''));
  /** Whatever asks to sign in again, in this step or in the proof of the present number. */
  protected readonly lapse = computed(() =>
    (this.flow.step() === 'verify' ? this.flow.proof : this.flow).failure(),
  );
  protected readonly numberError = computed(() => {
    if (this.isSame()) return this.t('changeNumber.same');
    if (this.flow.mustWait()) return this.t('code.mustWait');
    return this.failure();
  });
  protected readonly failure = computed(() => {
    const failure = this.flow.failure();
    if (!failure || needsSignIn(failure)) return null;
    if (failure.code === 'form_identifier_exists') return this.t('changeNumber.taken');
    return getErrorMessage(failure, this.translator);
  });
  protected readonly canRetry = computed(() => {
    const failure = this.flow.failure();
    return failure instanceof ApiFailure ? failure.isPassing : failure !== null && !needsSignIn(failure);
  });
  protected readonly sendLabel = computed(() => {
    if (this.isSending()) return this.t('phone.sending');
    if (!this.flow.mustWait()) return this.t('phone.send');
    return this.t('code.resendIn', { time: this.translator.wait(this.flow.countdown.secondsLeft()) });
  });

  constructor() {
    const clerk = inject(ClerkSession);
    afterNextRender(() => {
      clerk.start();
      void this.flow.resume();
    });
    let isFirst = true;
    effect(() => {
      this.flow.step();
      if (!isFirst) afterNextRender(() => this.focusStep(), { injector: this.injector });
      isFirst = false;
    });
    effect(() => {
      if (this.flow.isDone()) untracked(() => void this.leadOn());
    });
  }

  protected type(text: string): void {
    this.isSame.set(false);
    this.flow.type(text);
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.flow.mustWait() || this.isSending()) return;
    const phoneNumber = this.phoneField()?.read() ?? null;
    if (phoneNumber === null) return;
    this.isSame.set(phoneNumber === this.session.user()?.phoneNumber);
    if (this.isSame()) this.phoneField()?.focus();
    else await this.flow.send(phoneNumber);
  }

  private focusStep(): void {
    const field = this.codeForm() ?? this.phoneField();
    if (field) field.focus();
    else this.page.querySelector('h1')?.focus();
  }

  private async leadOn(): Promise<void> {
    await this.router.navigate(['/profile'], { info: 'number-changed', replaceUrl: true });
  }
}
