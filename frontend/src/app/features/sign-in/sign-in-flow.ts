import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { type SignInResponse } from '#contracts/sign-in.js';
import { ApiFailure } from '../../core/api/api-failure.js';
import { ClerkFailure, toClerkFailure } from '../../core/auth/clerk-failure.js';
import { ClerkSession } from '../../core/auth/clerk-session.js';
import { SessionExchange } from '../../core/auth/session-exchange.js';
import { logAuthStep } from '../../core/errors/log-auth-step.js';
import { PhoneCode } from './phone-code.js';
import { SignInDraft } from './sign-in-draft.js';

export type Busy = 'sending' | 'resending' | 'checking' | 'finishing';

/** After these the code on the phone is worthless and only a new one helps. */
const CODE_IS_DEAD: ReadonlySet<string> = new Set([
  'verification_expired',
  'verification_failed',
  'verification_missing',
  'verification_not_sent',
  'verification_already_verified',
  'resource_not_found',
  'resource_forbidden',
  'attempt_lost',
]);
/** Refusals of an SMS that only waiting helps against, and the seconds to wait where Clerk does not say. */
const SMS_MUST_WAIT: ReadonlyMap<string, number> = new Map([
  ['verification_code_too_many_requests', 30],
  ['too_many_requests', 0],
]);

/** The way from a phone number to a session: phone → code → finish, each step repeatable without the one before. */
@Injectable()
export class SignInFlow {
  private readonly clerk = inject(ClerkSession);
  private readonly phoneCode = inject(PhoneCode);
  private readonly exchange = inject(SessionExchange);
  private readonly draft = inject(SignInDraft);
  private readonly work = signal<Busy | null>(null);
  private readonly refusal = signal<ClerkFailure | ApiFailure | null>(null);
  private readonly isTooEarly = signal(false);

  readonly countdown = this.draft.countdown;
  readonly step = this.draft.step.asReadonly();
  readonly typed = this.draft.typed.asReadonly();
  readonly sentTo = this.draft.sentTo.asReadonly();
  readonly busy = this.work.asReadonly();
  readonly failure = this.refusal.asReadonly();
  readonly triesLeft = signal<number | null>(null);
  /** What the code step has to tell about the SMS. */
  readonly news = signal<'resent' | 'already_sent' | null>(null);
  /** Set when the owner has got in; the page then leads on. */
  readonly welcome = signal<SignInResponse | null>(null);
  readonly needsNewCode = computed(() => CODE_IS_DEAD.has(this.failure()?.code ?? ''));
  /** Set while no SMS may be sent because one was refused as too early; the countdown tells how long. */
  readonly mustWait = computed(() => this.isTooEarly() && this.countdown.isRunning());

  constructor() {
    effect(() => {
      // A reload interrupted the last step. A session that Clerk merely still holds signs nobody in by itself: another
      // tab may be signing out of it at this moment.
      if (this.clerk.state() === 'ready') untracked(() => void this.goOnAfterReload());
    });
    effect(() => {
      // What was refused as too early is not refused any more.
      if (this.isTooEarly() && !this.countdown.isRunning()) untracked(() => this.forgive());
    });
  }

  /** Sends the code to a number that was read well; a number whose code has only just left gets no second SMS. */
  async send(phoneNumber: string): Promise<void> {
    if (this.sentTo() === phoneNumber && this.draft.codeIsAlive() && this.countdown.isRunning()) {
      this.news.set('already_sent');
      this.draft.moveTo('code');
      return;
    }
    await this.during('sending', async () => {
      const outcome = await this.phoneCode.send(phoneNumber);
      this.news.set(null);
      this.triesLeft.set(null);
      this.draft.noteSent(phoneNumber);
      this.draft.moveTo(outcome === 'sent' ? 'code' : 'finish');
    });
    await this.finishWhenThere();
  }

  async resend(): Promise<void> {
    const phoneNumber = this.sentTo();
    if (phoneNumber === null || this.countdown.isRunning()) return;
    await this.during('resending', async () => {
      const outcome = await this.phoneCode.resend(phoneNumber);
      this.triesLeft.set(null);
      this.draft.noteSent(phoneNumber);
      if (outcome === 'sent') this.news.set('resent');
      else this.draft.moveTo('finish');
    });
    await this.finishWhenThere();
  }

  async confirm(code: string): Promise<void> {
    const phoneNumber = this.sentTo();
    if (phoneNumber === null) return;
    await this.during('checking', async () => {
      this.news.set(null);
      try {
        await this.phoneCode.confirm(phoneNumber, code);
      } catch (error) {
        throw await this.countTries(toClerkFailure(error), phoneNumber);
      }
      this.draft.moveTo('finish');
    });
    await this.finishWhenThere();
  }

  /** Exchanges Clerk's session for ours. May be repeated: it sends no SMS. */
  async finish(): Promise<void> {
    await this.during('finishing', async () => {
      const answer = await this.exchange.run(this.sentTo());
      this.draft.clear();
      this.welcome.set(answer);
    });
  }

  /** Back to the phone step with the number as it was typed. */
  changeNumber(): void {
    this.forgive();
    this.draft.moveTo('phone');
  }

  /** Leaves a number whose account the API does not open. */
  async startOver(): Promise<void> {
    this.draft.forgetCode();
    this.changeNumber();
    await this.during('sending', () => this.clerk.signOut());
  }

  type(text: string): void {
    this.forgive();
    this.draft.type(text);
  }

  /** The connection is back: that there was none is true no more. */
  comeOnline(): void {
    if (this.failure()?.code === 'offline') this.forgive();
  }

  private async goOnAfterReload(): Promise<void> {
    await this.finishWhenThere();
    const phoneNumber = this.sentTo();
    if (this.step() !== 'code' || phoneNumber === null || this.busy() || this.failure()) return;
    const left = await this.phoneCode.triesLeft(phoneNumber);
    if (left === 0 && !this.busy()) this.refuse(new ClerkFailure('verification_failed'));
  }

  private async finishWhenThere(): Promise<void> {
    if (this.step() === 'finish') await this.finish();
  }

  /** Runs one thing at a time: two presses are one SMS, and a code that the phone tells of twice is one try. */
  private async during(busy: Busy, task: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.work.set(busy);
    this.forgive();
    try {
      await task();
    } catch (error) {
      this.refuse(error instanceof ApiFailure ? error : toClerkFailure(error));
    } finally {
      this.work.set(null);
    }
  }

  private forgive(): void {
    this.refusal.set(null);
    this.isTooEarly.set(false);
  }

  private refuse(failure: ClerkFailure | ApiFailure): void {
    logAuthStep(`${this.step()} failed`, failure);
    this.refusal.set(failure);
    if (this.busy() !== 'sending' && this.busy() !== 'resending') return;
    const seconds = SMS_MUST_WAIT.has(failure.code)
      ? (failure.retryAfterSeconds ?? SMS_MUST_WAIT.get(failure.code) ?? 0)
      : 0;
    if (seconds === 0) return;
    this.draft.waitBeforeResend(seconds * 1000);
    this.isTooEarly.set(true);
  }

  /** The wrong code that used up the last try is the end of this code, although Clerk says so only at the next. */
  private async countTries(failure: ClerkFailure, phoneNumber: string): Promise<ClerkFailure> {
    if (failure.code !== 'form_code_incorrect') return failure;
    this.triesLeft.set(await this.phoneCode.triesLeft(phoneNumber));
    return this.triesLeft() === 0 ? new ClerkFailure('verification_failed') : failure;
  }
}
