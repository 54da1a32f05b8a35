import {
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { ApiFailure } from '../../core/api/api-failure.js';
import { ClerkSession } from '../../core/auth/clerk-session.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { unbreakablePhoneNumber } from '../../core/i18n/unbreakable-phone-number.js';
import { Translator } from '../../core/i18n/translator.js';
import { CodeForm } from '../../core/verification/code-form.js';
import { OwnNumberProof } from '../../core/verification/own-number-proof.js';
import { SignInAgain, needsSignIn } from '../../core/verification/sign-in-again.js';
import { Notice } from '../../shared/ui/notice.js';
import { AccountDeletion } from './account-deletion.js';

/** Says what deleting the account means, and does it once a code has shown who asks. */
@Component({
  selector: 'bp-account-deletion-page',
  imports: [CodeForm, Notice, RouterLink, SignInAgain],
  providers: [AccountDeletion, OwnNumberProof],
  host: { class: 'mx-auto block max-w-lg', '(window:online)': 'flow.proof.comeOnline()' },
  templateUrl: './account-deletion-page.html',
})
export class AccountDeletionPage {
  private readonly translator = inject(Translator);
  private readonly injector = inject(Injector);
  private readonly page = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly codeForm = viewChild(CodeForm);

  protected readonly flow = inject(AccountDeletion);
  protected readonly t = this.translator.t;
  protected readonly facts = (['what', 'when', 'undo', 'kept'] as const).map(
    (fact) => ({ title: `deletion.${fact}Title`, text: `deletion.${fact}` }) as const,
  );
  protected readonly phone = computed(() => unbreakablePhoneNumber(this.flow.proof.number()));
  protected readonly isSending = computed(() => this.flow.proof.busy() === 'sending');
  protected readonly lapse = computed(() => this.flow.failure() ?? this.flow.proof.failure());
  /** In the code's step the form for the code says what is wrong with it. */
  protected readonly failure = computed(() => {
    const failure = this.flow.step() === 'code' ? null : this.lapse();
    return failure && !needsSignIn(failure) ? getErrorMessage(failure, this.translator) : null;
  });
  /** Without an answer nobody knows whether the server did it. */
  protected readonly isUnsure = computed(() => this.flow.failure()?.code === 'network');
  protected readonly title = computed(() => {
    if (!this.flow.failure()) return 'deletion.finishTitle';
    return this.isUnsure() ? 'deletion.unsureTitle' : 'deletion.failedTitle';
  });
  protected readonly canRetry = computed(() => {
    const failure = this.flow.failure();
    return failure instanceof ApiFailure ? failure.isPassing : failure !== null && !needsSignIn(failure);
  });

  constructor() {
    const clerk = inject(ClerkSession);
    afterNextRender(() => clerk.start());
    let isFirst = true;
    effect(() => {
      this.flow.step();
      if (!isFirst) afterNextRender(() => this.focusStep(), { injector: this.injector });
      isFirst = false;
    });
  }

  private focusStep(): void {
    const form = this.codeForm();
    if (form) form.focus();
    else this.page.querySelector('h1')?.focus();
  }
}
