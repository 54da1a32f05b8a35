import { signal } from '@angular/core';
import { parsePhoneNumber } from '#contracts/phone-number.js';
import { forget, recall, remember } from '../browser/tab-memory.js';
import { Countdown } from './countdown.js';

const CODE_LIFE_MS = 10 * 60_000;
const RESEND_WAIT_MS = 30_000;

/**
 * The SMS sent last and when the next one may be asked for. Kept in sessionStorage: neither a reload, nor the phone
 * killing the browser while its owner reads the SMS, may lose it. Make it where `inject()` works.
 */
export class SentCode {
  private readonly number = signal<string | null>(null);
  private sentAt = 0;
  private resendAt = 0;
  /** How long the whole wait for another SMS is. */
  private resendWait = RESEND_WAIT_MS;
  private wrong = 0;

  readonly countdown = new Countdown();
  /** The number it went to, E.164; null before the first. */
  readonly to = this.number.asReadonly();

  /** @param key the name it is kept under */
  constructor(private readonly key: string) {
    const kept = recall(key);
    const sent = parsePhoneNumber(typeof kept['to'] === 'string' ? kept['to'] : '');
    if (!sent.ok) return;
    this.number.set(sent.phoneNumber);
    this.sentAt = Number(kept['sentAt']) || 0;
    this.resendAt = Number(kept['resendAt']) || 0;
    this.resendWait = Number(kept['resendWait']) || RESEND_WAIT_MS;
    this.wrong = Number(kept['wrong']) || 0;
    if (this.isAlive()) this.countdown.runUntil(this.resendAt, this.resendWait);
  }

  /** Whether the code may still be used. */
  isAlive(): boolean {
    return this.to() !== null && Date.now() < this.sentAt + CODE_LIFE_MS;
  }

  note(phoneNumber: string): void {
    this.number.set(phoneNumber);
    this.sentAt = Date.now();
    this.wrong = 0;
    this.waitBeforeResend(RESEND_WAIT_MS);
  }

  waitBeforeResend(milliseconds: number): void {
    this.resendWait = milliseconds;
    this.resendAt = Date.now() + milliseconds;
    this.countdown.runUntil(this.resendAt, milliseconds);
    this.keep();
  }

  /** Counts one more wrong code, for what Clerk does not count aloud. */
  countWrong(): number {
    this.wrong += 1;
    this.keep();
    return this.wrong;
  }

  forget(): void {
    this.number.set(null);
    this.countdown.stop();
    this.clear();
  }

  /** Clears what is kept; what is on screen stays until the page is left. */
  clear(): void {
    forget(this.key);
  }

  private keep(): void {
    remember(this.key, {
      to: this.to(),
      sentAt: this.sentAt,
      resendAt: this.resendAt,
      resendWait: this.resendWait,
      wrong: this.wrong,
    });
  }
}
