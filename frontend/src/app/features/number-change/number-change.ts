import { Injectable, effect, inject, signal, untracked } from '@angular/core';
import { ClerkFailure, toClerkFailure } from '../../core/auth/clerk-failure.js';
import { ClerkPhoneNumbers } from '../../core/auth/clerk-phone-numbers.js';
import { type ClerkIdentity, ClerkSession } from '../../core/auth/clerk-session.js';
import { SessionExchange } from '../../core/auth/session-exchange.js';
import { Session } from '../../core/auth/session.js';
import { type Busy, type CodeEntry, CodeTrial, TRIES } from '../../core/verification/code-trial.js';
import { OwnNumberProof } from '../../core/verification/own-number-proof.js';
import { NumberChangeDraft } from './number-change-draft.js';

/**
 * From one number to another: the new one is proved at Clerk and made primary there, then our exchange takes it over,
 * then the old one goes. Each step may be done again; before each Clerk may ask for a proof of the present number.
 */
@Injectable()
export class NumberChange implements CodeEntry {
  private readonly clerk = inject(ClerkSession);
  private readonly numbers = inject(ClerkPhoneNumbers);
  private readonly exchange = inject(SessionExchange);
  private readonly session = inject(Session);
  private readonly draft = inject(NumberChangeDraft);
  private readonly trial = new CodeTrial(this.draft.sent);
  private readonly isChanged = signal(false);

  readonly proof = inject(OwnNumberProof);
  readonly countdown = this.draft.sent.countdown;
  readonly step = this.draft.step.asReadonly();
  readonly typed = this.draft.typed.asReadonly();
  readonly wanted = this.draft.wanted.asReadonly();
  readonly busy = this.trial.busy;
  readonly failure = this.trial.failure;
  readonly triesLeft = this.trial.triesLeft.asReadonly();
  readonly news = this.trial.news.asReadonly();
  readonly needsNewCode = this.trial.needsNewCode;
  readonly mustWait = this.trial.mustWait;
  /** Set when the account has the new number; the page then leads on. */
  readonly isDone = this.isChanged.asReadonly();

  constructor() {
    effect(() => {
      if (this.proof.isProved()) untracked(() => void this.goOn());
    });
  }

  /** Goes on where a reload interrupted. */
  async resume(): Promise<void> {
    if (this.step() === 'finish') await this.finish();
    if (this.step() === 'verify' && !this.proof.isUnderWay()) this.draft.moveTo('number');
  }

  /** Sends the code to the new number; a number whose code has only just left gets no second SMS. */
  async send(phoneNumber: string): Promise<void> {
    this.draft.want(phoneNumber);
    if (this.draft.sent.to() === phoneNumber && this.draft.sent.isAlive() && this.countdown.isRunning()) {
      this.trial.news.set('already_sent');
      this.draft.moveTo('code');
      return;
    }
    await this.sendCode('sending');
  }

  async resend(): Promise<void> {
    if (!this.countdown.isRunning()) await this.sendCode('resending');
  }

  async confirm(code: string): Promise<void> {
    const wanted = this.wanted();
    if (wanted === null) return;
    await this.during('checking', async () => {
      await this.trial.attempt(
        () => this.numbers.confirm(wanted, code),
        () => this.countTries(wanted),
      );
      this.draft.moveTo('finish');
    });
    if (this.step() === 'finish') await this.finish();
  }

  /** May be repeated: it sends no SMS. */
  async finish(): Promise<void> {
    const wanted = this.wanted();
    if (wanted === null) return;
    await this.during('finishing', async () => {
      await this.numbers.makePrimary(wanted);
      // The token at hand may still name the old number.
      await this.clerk.getToken('fresh');
      await this.exchange.run(wanted);
      this.draft.clear();
      void this.numbers.dropOthers(wanted);
      this.isChanged.set(true);
    });
    // Clerk does not hold the new number any more: it was taken away on another phone, or as a leftover of this change.
    if (this.step() !== 'finish' || this.failure()?.code !== 'attempt_lost') return;
    this.draft.sent.forget();
    this.draft.moveTo('number');
  }

  type(text: string): void {
    this.trial.forgive();
    this.draft.type(text);
  }

  /** Back to the first step with the number as it was typed. */
  changeNumber(): void {
    this.trial.forgive();
    this.draft.moveTo('number');
  }

  comeOnline(): void {
    const isStuck = this.step() === 'finish' && this.failure()?.code === 'offline';
    this.trial.comeOnline();
    this.proof.comeOnline();
    if (isStuck) void this.finish();
  }

  private async sendCode(busy: 'sending' | 'resending'): Promise<void> {
    const wanted = this.wanted();
    if (wanted === null) return;
    await this.during(busy, async () => {
      await this.assureSameOwner(wanted);
      const outcome = await this.numbers.sendCode(wanted);
      this.draft.moveTo(outcome === 'sent' ? 'code' : 'finish');
      if (outcome === 'sent') this.trial.noteSent(wanted, busy === 'resending' ? 'resent' : null);
    });
    if (this.step() === 'finish') await this.finish();
  }

  /** The present number is proved: what Clerk refused before is asked again. */
  private async goOn(): Promise<void> {
    if (this.step() !== 'verify' || this.wanted() === null) return;
    this.draft.moveTo('number');
    await this.sendCode('sending');
  }

  /** Runs one step; when Clerk first wants to see the present number proved, that comes in between. */
  private async during(busy: Busy, task: () => Promise<void>): Promise<void> {
    const demand = { isMade: false };
    await this.trial.during(busy, async () => {
      try {
        await task();
      } catch (error) {
        demand.isMade = toClerkFailure(error).code === 'session_reverification_required';
        if (!demand.isMade) throw error;
      }
    });
    if (!demand.isMade) return;
    this.draft.moveTo('verify');
    await this.proof.send();
  }

  private async countTries(wanted: string): Promise<number> {
    const wrong = Math.max(this.draft.sent.countWrong(), await this.numbers.wrongCodes(wanted));
    return Math.max(0, TRIES - wrong);
  }

  /** Clerk may hold somebody else's session, opened in another tab: their account would get this number. */
  private async assureSameOwner(wanted: string): Promise<void> {
    const known = [null, wanted, this.session.user()?.phoneNumber];
    const isOurs = (identity: ClerkIdentity | null): boolean =>
      identity !== null && known.includes(identity.phoneNumber);
    if (isOurs(await this.clerk.settledIdentity()) || isOurs(await this.clerk.freshIdentity())) return;
    throw new ClerkFailure('signed_out');
  }
}
