import {
  Component,
  Injector,
  afterNextRender,
  effect,
  inject,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { ClerkSession } from '../../core/auth/clerk-session.js';
import { AFTER_SIGN_IN, returnUrlOf } from '../../core/auth/return-url.js';
import { type ArrivalReason } from '../../core/auth/session-end.js';
import { Session } from '../../core/auth/session.js';
import { logAuthStep } from '../../core/errors/log-auth-step.js';
import { type MessageKey } from '../../core/i18n/dictionary.js';
import { FAILURE_SENTENCES } from '../../core/i18n/later-sentences.js';
import { Translator } from '../../core/i18n/translator.js';
import { PreloadOnceAsked } from '../../core/layout/preload-once-asked.js';
import { Notice } from '../../shared/ui/notice.js';
import { CodeStep } from './code-step.js';
import { FinishStep } from './finish-step.js';
import { PhoneCode } from './phone-code.js';
import { PhoneStep } from './phone-step.js';
import { SignInDraft } from './sign-in-draft.js';
import { SignInFlow } from './sign-in-flow.js';

const ARRIVALS: Partial<Record<ArrivalReason, MessageKey>> = {
  'session-ended': 'signIn.sessionEnded',
  'signed-out-elsewhere': 'signIn.signedOutElsewhere',
  blocked: 'api.user.blocked',
};

/** Signing in and signing up: one flow, because a number either has an account or gets one. */
@Component({
  selector: 'bp-sign-in-page',
  imports: [Notice, PhoneStep, CodeStep, FinishStep],
  providers: [SignInFlow, SignInDraft, PhoneCode],
  templateUrl: './sign-in-page.html',
  host: { '(window:online)': 'flow.comeOnline()' },
})
export class SignInPage {
  private readonly router = inject(Router);
  private readonly params = inject(ActivatedRoute).snapshot.queryParams;
  private readonly session = inject(Session);
  private readonly injector = inject(Injector);
  private readonly translator = inject(Translator);
  private readonly preload = inject(PreloadOnceAsked);
  private readonly shownStep = viewChild<PhoneStep | CodeStep | FinishStep>('step');

  readonly intent = input<'login' | 'signup'>('login');

  protected readonly flow = inject(SignInFlow);
  protected readonly t = this.translator.t;
  protected readonly arrival = ARRIVALS[this.arrivalReason()] ?? null;

  constructor() {
    const clerk = inject(ClerkSession);
    afterNextRender(() => clerk.start());
    effect(() => {
      // Asked for again when something has failed: without a connection they may not have come before.
      this.flow.failure();
      untracked(() => void this.learnFailures());
    });

    let isFirst = true;
    effect(() => {
      const step = this.flow.step();
      // The pages behind the sign-in arrive while the owner waits for the SMS.
      if (step !== 'phone') this.preload.begin();
      if (!isFirst) this.focusStep();
      isFirst = false;
    });
    effect(() => {
      const isIn = this.flow.welcome() !== null || (this.session.isSignedIn() && this.flow.busy() === null);
      if (isIn) untracked(() => this.leadOn());
    });
  }

  private async learnFailures(): Promise<void> {
    try {
      await this.translator.learn(FAILURE_SENTENCES);
    } catch (error) {
      // What fails is said in general words until they come.
      logAuthStep('the sentences of failures did not arrive', error);
    }
  }

  /** Inside a new layout a page is made only after its navigation has ended. */
  private arrivalReason(): ArrivalReason {
    const navigation = this.router.currentNavigation() ?? this.router.lastSuccessfulNavigation();
    return navigation?.extras.info as ArrivalReason;
  }

  private focusStep(): void {
    afterNextRender(() => this.shownStep()?.focus(), { injector: this.injector });
  }

  private leadOn(): void {
    const welcome = this.flow.welcome();
    const returnUrl = returnUrlOf(this.params);
    const isNew = welcome?.isNewUser === true || (welcome !== null && returnUrl === null);
    const asksForShop = isNew && this.session.user()?.onboardingCompleted === false;
    void (asksForShop
      ? this.router.navigate(['/auth/signup/shop'], { queryParams: returnUrl ? { returnUrl } : {} })
      : this.router.navigateByUrl(returnUrl ?? AFTER_SIGN_IN));
  }
}
