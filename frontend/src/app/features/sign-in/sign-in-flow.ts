import { Injectable, Injector, effect, inject, signal, untracked } from '@angular/core';
import { type SignInResponse } from '#contracts/sign-in.js';
import { ClerkFailure } from '../../core/auth/clerk-failure.js';
import { ClerkSession } from '../../core/auth/clerk-session.js';
import { type SessionExchange } from '../../core/auth/session-exchange.js';
import { Crash } from '../../core/errors/app-error-handler.js';
import { Translator } from '../../core/i18n/translator.js';
import { type CodeEntry, CodeTrial } from '../../core/verification/code-trial.js';
import { type PhoneCode } from './phone-code.js';
import { SignInDraft } from './sign-in-draft.js';

/** The way from a phone number to a session: phone → code → finish, each step repeatable without the one before. */
@Injectable()
export class SignInFlow implements CodeEntry {
  private readonly clerk = inject(ClerkSession);
  private readonly crash = inject(Crash);
  private readonly injector = inject(Injector);
  private readonly draft = inject(SignInDraft);
  private readonly translator = inject(Translator);
  private readonly trial = new CodeTrial(this.draft.sent);

  readonly countdown = this.draft.sent.countdown;
  readonly step = this.draft.step.asReadonly();
  readonly typed = this.draft.typed.asReadonly();
  readonly sentTo = this.draft.sent.to;
  readonly busy = this.trial.busy;
  readonly isSending = this.trial.isSending;
  readonly failure = this.trial.failure;
  readonly triesLeft = this.trial.triesLeft.asReadonly();
  readonly news = this.trial.news.asReadonly();
  readonly needsNewCode = this.trial.needsNewCode;
  readonly mustWait = this.trial.mustWait;
  /** Set when the owner has got in; the page then leads on. */
  readonly welcome = signal<SignInResponse | null>(null);

  constructor() {
    effect(() => {
      // A reload interrupted the last step. A session that Clerk merely still holds signs nobody in by itself: another
      // tab may be signing out of it at this moment.
      if (this.clerk.state() === 'ready') untracked(() => void this.goOnAfterReload());
    });
  }

  /** Sends the code to a number that was read well; a number whose code has only just left gets no second SMS. */
  async send(phoneNumber: string): Promise<void> {
    if (this.sentTo() === phoneNumber && this.draft.sent.isAlive() && this.countdown.isRunning()) {
      this.trial.news.set('already_sent');
      this.draft.moveTo('code');
      return;
    }
    await this.trial.during('sending', async () => {
      const outcome = await (await this.phoneCode()).send(phoneNumber);
      this.trial.noteSent(phoneNumber, null);
      this.draft.moveTo(outcome === 'sent' ? 'code' : 'finish');
    });
    await this.finishWhenThere();
  }

  async resend(): Promise<void> {
    const phoneNumber = this.sentTo();
    if (phoneNumber === null || this.countdown.isRunning()) return;
    await this.trial.during('resending', async () => {
      const outcome = await (await this.phoneCode()).resend(phoneNumber);
      this.trial.noteSent(phoneNumber, outcome === 'sent' ? 'resent' : null);
      if (outcome !== 'sent') this.draft.moveTo('finish');
    });
    await this.finishWhenThere();
  }

  async confirm(code: string): Promise<void> {
    const phoneNumber = this.sentTo();
    if (phoneNumber === null) return;
    await this.trial.during('checking', async () => {
      await this.trial.attempt(
        async () => await (await this.phoneCode()).confirm(phoneNumber, code),
        async () => await (await this.phoneCode()).triesLeft(phoneNumber),
      );
      this.draft.moveTo('finish');
    });
    await this.finishWhenThere();
  }

  /** Exchanges Clerk's session for ours. May be repeated: it sends no SMS. */
  async finish(): Promise<void> {
    await this.trial.during('finishing', async () => {
      const answer = await (await this.exchange()).run(this.sentTo());
      this.draft.clear();
      // A new account says what it was made with, which is no choice of its owner's.
      if (!answer.isNewUser) void this.translator.speakUnlessChosen(answer.user.language);
      this.welcome.set(answer);
    });
  }

  /** Back to the phone step with the number as it was typed. */
  changeNumber(): void {
    this.trial.forgive();
    this.draft.moveTo('phone');
  }

  /** Leaves a number whose account the API does not open. */
  async startOver(): Promise<void> {
    this.draft.sent.forget();
    this.changeNumber();
    await this.trial.during('sending', () => this.clerk.signOut());
  }

  type(text: string): void {
    this.trial.forgive();
    this.draft.type(text);
  }

  /** The connection is back: that there was none is true no more. */
  comeOnline(): void {
    this.trial.comeOnline();
  }

  private async goOnAfterReload(): Promise<void> {
    await this.finishWhenThere();
    const phoneNumber = this.sentTo();
    if (this.step() !== 'code' || phoneNumber === null || this.busy() || this.failure()) return;
    // Without an answer the next try tells: the page may have been left, or its code not have come.
    const phoneCode = await this.phoneCode().catch(() => null);
    const left = phoneCode && (await phoneCode.triesLeft(phoneNumber));
    if (left === 0 && !this.busy()) this.trial.refuse(new ClerkFailure('verification_failed'));
  }

  /** Both come while the number is being typed. */
  private async phoneCode(): Promise<PhoneCode> {
    return this.injector.get((await this.arrived(import('./phone-code.js'))).PhoneCode);
  }

  private async exchange(): Promise<SessionExchange> {
    const code = await this.arrived(import('../../core/auth/session-exchange.js'));
    return this.injector.get(code.SessionExchange);
  }

  private arrived<T>(code: Promise<T>): Promise<T> {
    return code.catch(() => {
      this.crash.noteLostCode();
      // Neither the connection nor Clerk is to be blamed for it.
      throw new ClerkFailure('unknown');
    });
  }

  private async finishWhenThere(): Promise<void> {
    if (this.step() === 'finish') await this.finish();
  }
}
