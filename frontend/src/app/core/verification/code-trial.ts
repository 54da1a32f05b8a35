import { type Signal, computed, effect, signal, untracked } from '@angular/core';
import { ApiFailure } from '../api/api-failure.js';
import { ClerkFailure, toClerkFailure } from '../auth/clerk-failure.js';
import { logAuthStep } from '../errors/log-auth-step.js';
import { type Countdown } from './countdown.js';
import { type SentCode } from './sent-code.js';

export type Busy = 'sending' | 'resending' | 'checking' | 'finishing';

/** Clerk ends an attempt after this many wrong codes. */
export const TRIES = 3;

/** What the form that asks for a code shows and does. */
export interface CodeEntry {
  readonly countdown: Countdown;
  readonly busy: Signal<Busy | null>;
  readonly failure: Signal<ClerkFailure | ApiFailure | null>;
  readonly triesLeft: Signal<number | null>;
  readonly news: Signal<CodeNews | null>;
  readonly needsNewCode: Signal<boolean>;
  readonly mustWait: Signal<boolean>;
  confirm(code: string): Promise<void>;
  resend(): Promise<void>;
}

/** What there is to tell about the SMS. */
export type CodeNews = 'resent' | 'already_sent';

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

/** What goes on while a number is being proved by a code. Make it where `inject()` works. */
export class CodeTrial {
  private readonly work = signal<Busy | null>(null);
  private readonly refusal = signal<ClerkFailure | ApiFailure | null>(null);
  private readonly isTooEarly = signal(false);

  readonly busy = this.work.asReadonly();
  /** An SMS is being asked for, the first one or another. */
  readonly isSending = computed(() => this.busy() === 'sending' || this.busy() === 'resending');
  readonly failure = this.refusal.asReadonly();
  readonly triesLeft = signal<number | null>(null);
  readonly news = signal<CodeNews | null>(null);
  readonly needsNewCode = computed(() => CODE_IS_DEAD.has(this.failure()?.code ?? ''));
  /** Set while no SMS may be sent because one was refused as too early; the countdown tells how long. */
  readonly mustWait = computed(() => this.isTooEarly() && this.sent.countdown.isRunning());

  constructor(private readonly sent: SentCode) {
    effect(() => {
      // What was refused as too early is not refused any more.
      if (this.isTooEarly() && !this.sent.countdown.isRunning()) untracked(() => this.forgive());
    });
  }

  /** Runs one thing at a time: two presses are one SMS, and a code that the phone tells of twice is one try. */
  async during(busy: Busy, task: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.work.set(busy);
    this.forgive();
    // That a new one was sent is news each time.
    if (busy === 'resending') this.news.set(null);
    try {
      await task();
    } catch (error) {
      this.refuse(error instanceof ApiFailure ? error : toClerkFailure(error));
    } finally {
      this.work.set(null);
    }
  }

  /** Tries a code and counts: the wrong one that used up the last try is its end, although Clerk says so only later. */
  async attempt(attempt: () => Promise<void>, triesLeft: () => Promise<number | null>): Promise<void> {
    this.news.set(null);
    try {
      await attempt();
    } catch (error) {
      const failure = toClerkFailure(error);
      if (failure.code !== 'form_code_incorrect') throw failure;
      this.triesLeft.set(await triesLeft());
      throw this.triesLeft() === 0 ? new ClerkFailure('verification_failed') : failure;
    }
  }

  noteSent(phoneNumber: string, news: CodeNews | null): void {
    this.news.set(news);
    this.triesLeft.set(null);
    this.sent.note(phoneNumber);
  }

  forgive(): void {
    this.refusal.set(null);
    this.isTooEarly.set(false);
  }

  refuse(failure: ClerkFailure | ApiFailure): void {
    logAuthStep('a step of proving a number failed', failure);
    this.refusal.set(failure);
    if (!this.isSending()) return;
    const seconds = SMS_MUST_WAIT.has(failure.code)
      ? (failure.retryAfterSeconds ?? SMS_MUST_WAIT.get(failure.code) ?? 0)
      : 0;
    if (seconds === 0) return;
    this.sent.waitBeforeResend(seconds * 1000);
    this.isTooEarly.set(true);
  }

  /** The connection is back: that there was none is true no more. */
  comeOnline(): void {
    if (this.failure()?.code === 'offline') this.forgive();
  }
}
