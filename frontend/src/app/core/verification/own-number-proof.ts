import { Injectable, computed, inject, signal } from '@angular/core';
import { UsersClient } from '../api/users-client.js';
import { ClerkFailure } from '../auth/clerk-failure.js';
import { ClerkReverification } from '../auth/clerk-reverification.js';
import { ClerkSession } from '../auth/clerk-session.js';
import { Session } from '../auth/session.js';
import { type CodeEntry, CodeTrial, TRIES } from './code-trial.js';
import { SentCode } from './sent-code.js';

/** Before something that cannot be undone: a code to the owner's own number shows who is at the screen. */
@Injectable()
export class OwnNumberProof implements CodeEntry {
  private readonly clerk = inject(ClerkSession);
  private readonly reverification = inject(ClerkReverification);
  private readonly session = inject(Session);
  private readonly users = inject(UsersClient);
  private readonly sent = new SentCode('bharatprint.own-number');
  private readonly trial = new CodeTrial(this.sent);
  private readonly proved = signal(false);

  readonly countdown = this.sent.countdown;
  readonly busy = this.trial.busy;
  readonly failure = this.trial.failure;
  readonly triesLeft = this.trial.triesLeft.asReadonly();
  readonly news = this.trial.news.asReadonly();
  readonly needsNewCode = this.trial.needsNewCode;
  readonly mustWait = this.trial.mustWait;
  readonly number = computed(() => this.session.user()?.phoneNumber ?? '');
  /** Set once the code was right. */
  readonly isProved = this.proved.asReadonly();

  /** @returns whether a code is on its way that may be typed now; a code that still works gets no second SMS */
  async send(): Promise<boolean> {
    if (this.isUnderWay()) this.trial.news.set('already_sent');
    else await this.sendCode('sending');
    return this.isUnderWay();
  }

  async resend(): Promise<void> {
    if (!this.countdown.isRunning()) await this.sendCode('resending');
  }

  async confirm(code: string): Promise<void> {
    await this.trial.during('checking', async () => {
      await this.trial.attempt(
        () => this.reverification.confirm(code),
        () => Promise.resolve(Math.max(0, TRIES - this.sent.countWrong())),
      );
      this.sent.forget();
      this.proved.set(true);
    });
  }

  /** Whether a code sent before, perhaps before a reload, may still be typed. */
  isUnderWay(): boolean {
    return this.sent.to() === this.number() && this.sent.isAlive();
  }

  comeOnline(): void {
    this.trial.comeOnline();
  }

  private async sendCode(busy: 'sending' | 'resending'): Promise<void> {
    await this.trial.during(busy, async () => {
      this.proved.set(false);
      await this.assureSameOwner();
      await this.reverification.sendCode();
      this.trial.noteSent(this.number(), busy === 'resending' ? 'resent' : null);
    });
  }

  /** Clerk may hold somebody else's session, opened in another tab: the code would go to a stranger. */
  private async assureSameOwner(): Promise<void> {
    const identity = await this.clerk.settledIdentity();
    if (!identity) throw new ClerkFailure('signed_out');
    const { phoneNumber } = identity;
    if (phoneNumber === null || phoneNumber === this.number()) return;
    // Or the number was changed on another phone, and this browser has not heard of it yet.
    this.session.refresh(await this.users.me());
    if (phoneNumber === this.number()) return;
    // Or it was changed there and this page's Clerk has not.
    if ((await this.clerk.freshIdentity())?.phoneNumber !== this.number())
      throw new ClerkFailure('signed_out');
  }
}
