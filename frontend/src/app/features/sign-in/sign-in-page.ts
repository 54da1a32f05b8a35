import {
  Component,
  DestroyRef,
  Injector,
  type Type,
  ViewContainerRef,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { mayHaveClerkSession } from '../../core/auth/clerk-cookie.js';
import { ClerkSession } from '../../core/auth/clerk-session.js';
import { PendingErasure } from '../../core/auth/pending-erasure.js';
import { AFTER_SIGN_IN, returnUrlOf } from '../../core/auth/return-url.js';
import { type ArrivalReason } from '../../core/auth/session-end.js';
import { Session } from '../../core/auth/session.js';
import { Crash } from '../../core/errors/app-error-handler.js';
import { logAuthStep } from '../../core/errors/log-auth-step.js';
import { type MessageKey, type VolumeName } from '../../core/i18n/dictionary.js';
import { Translator } from '../../core/i18n/translator.js';
import { KeptInvitation } from '../../core/invitation/kept-invitation.js';
import { PreloadOnceAsked } from '../../core/layout/preload-once-asked.js';
import { onceTouched } from '../../shared/browser/once-touched.js';
import { Notice } from '../../shared/ui/notice.js';
import { InvitationPlace } from './invitation/invitation-place.js';
import { type LaterSteps } from './later-steps.js';
import { PhoneStep } from './phone-step.js';
import { SignInDraft } from './sign-in-draft.js';
import { SignInFlow } from './sign-in-flow.js';

const ARRIVALS: Partial<Record<ArrivalReason, MessageKey>> = {
  'session-ended': 'signIn.sessionEnded',
  'signed-out-elsewhere': 'signIn.signedOutElsewhere',
  'signed-out-everywhere': 'everywhere.done',
  'erasure-likely': 'deletion.likely',
  blocked: 'api.user.blocked',
  parked: 'api.user.parked',
  erased: 'api.user.erased',
  'invitation-unreadable': 'signIn.linkUnreadable',
};

/** Whoever only looks so long is about to type. */
const CLERK_AT_LATEST_MS = 4_000;

/** Signing in and signing up: one flow, because a number either has an account or gets one. */
@Component({
  selector: 'bp-sign-in-page',
  imports: [InvitationPlace, Notice, PhoneStep],
  providers: [SignInFlow, SignInDraft],
  templateUrl: './sign-in-page.html',
  host: { '(window:online)': 'flow.comeOnline()' },
})
export class SignInPage {
  private readonly router = inject(Router);
  private readonly params = inject(ActivatedRoute).snapshot.queryParams;
  private readonly session = inject(Session);
  private readonly injector = inject(Injector);
  private readonly preload = inject(PreloadOnceAsked);
  private readonly crash = inject(Crash);
  private readonly phoneStep = viewChild(PhoneStep);
  private readonly place = viewChild.required('later', { read: ViewContainerRef });
  private readonly laterSteps = signal<Type<LaterSteps> | null>(null);
  private readonly isPastPhone = computed(() => this.flow.step() !== 'phone');
  private later: LaterSteps | null = null;
  private isFirstStep = true;

  readonly intent = input<'login' | 'signup'>('login');

  protected readonly flow = inject(SignInFlow);
  protected readonly translator = inject(Translator);
  protected readonly t = this.translator.t;
  /** Whoever comes with a code sees first who invites; everybody else has the number first. */
  protected readonly isInvited = inject(KeptInvitation).code() !== null;
  protected readonly erasure = inject(PendingErasure).until();
  protected readonly arrival = ARRIVALS[this.arrivalReason()] ?? null;

  constructor() {
    const clerk = inject(ClerkSession);
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      // Clerk's script is as large as the page: it must not keep a phone busy that is being taken up.
      if (mayHaveClerkSession()) clerk.start();
      else destroyed.onDestroy(onceTouched(() => clerk.start(), CLERK_AT_LATEST_MS));
    });
    effect(() => {
      // Asked for again when something has failed: without a connection it may not have come before.
      this.flow.failure();
      if (this.flow.typed() !== '' || this.isPastPhone()) untracked(() => void this.fetchTheRest());
    });

    if (this.erasure) void this.learn('account');
    effect(() => {
      const step = this.flow.step();
      // The pages behind the sign-in arrive while the owner waits for the SMS.
      if (step !== 'phone') this.preload.begin();
      if (!this.isFirstStep) this.focusStep();
      this.isFirstStep = false;
    });
    effect(() => {
      const steps = this.isPastPhone() ? this.laterSteps() : null;
      untracked(() => this.showLater(steps));
    });
    effect(() => {
      const isIn = this.flow.welcome() !== null || (this.session.isSignedIn() && this.flow.busy() === null);
      if (isIn) untracked(() => this.leadOn());
    });
  }

  private async learn(volume: VolumeName): Promise<void> {
    try {
      await this.translator.learn(volume);
    } catch (error) {
      // What fails is said in general words until they come.
      logAuthStep('sentences did not arrive', error);
    }
  }

  /** Inside a new layout a page is made only after its navigation has ended. */
  private arrivalReason(): ArrivalReason {
    const navigation = this.router.currentNavigation() ?? this.router.lastSuccessfulNavigation();
    return navigation?.extras.info as ArrivalReason;
  }

  /** Comes while the number is being typed: nobody who only looks at the page waits for it. */
  private async fetchTheRest(): Promise<void> {
    void this.learn('failures');
    if (this.laterSteps()) return;
    try {
      const [{ LaterSteps }] = await Promise.all([
        import('./later-steps.js'),
        import('./phone-code.js'),
        import('../../core/auth/session-exchange.js'),
        this.translator.learn('steps'),
      ]);
      this.laterSteps.set(LaterSteps);
    } catch {
      // Asked for again when they are needed; then it is news that they do not come.
      if (this.isPastPhone()) this.crash.noteLostCode();
    }
  }

  private showLater(steps: Type<LaterSteps> | null): void {
    this.place().clear();
    this.later = steps && this.place().createComponent(steps).instance;
    // It came later than the step it shows.
    if (this.later && !this.isFirstStep) this.focusStep();
  }

  private focusStep(): void {
    afterNextRender(() => (this.phoneStep() ?? this.later)?.focus(), { injector: this.injector });
  }

  private leadOn(): void {
    const welcome = this.flow.welcome();
    const returnUrl = returnUrlOf(this.params);
    const isNew = welcome?.isNewUser === true || (welcome !== null && returnUrl === null);
    const asksForShop = isNew && this.session.user()?.onboardingCompleted === false;
    void (asksForShop
      ? this.router.navigate(['/auth/signup/shop'], {
          queryParams: returnUrl ? { returnUrl } : {},
          replaceUrl: true,
        })
      : this.router.navigateByUrl(returnUrl ?? AFTER_SIGN_IN, { replaceUrl: true }));
  }
}
