import { Injectable, inject, signal } from '@angular/core';
import { parsePhoneNumber } from '#contracts/phone-number.js';
import { Countdown } from './countdown.js';

export type Step = 'phone' | 'code' | 'finish';

interface Draft {
  step: Step;
  /** The number as typed, in any form. */
  typed: string;
  /** The number a code was sent to, E.164; null before that. */
  sentTo: string | null;
  /** When the code was sent and when another may be asked for, in milliseconds since 1970. */
  sentAt: number;
  resendAt: number;
  /** How long the wait for another is, in milliseconds. */
  resendWait: number;
}

const STORED = 'bharatprint.sign-in';
const CODE_LIFE_MS = 10 * 60_000;
const RESEND_WAIT_MS = 30_000;

/**
 * Where this tab is on the way in. Kept in sessionStorage: neither a reload, nor the phone killing the browser while
 * its owner reads the SMS, may lose it.
 */
@Injectable()
export class SignInDraft {
  private readonly kept = read();
  private sentAt = this.kept.sentAt;
  private resendAt = this.kept.resendAt;
  private resendWait = this.kept.resendWait;

  readonly countdown = inject(Countdown);
  readonly typed = signal(this.kept.typed);
  readonly sentTo = signal(this.kept.sentTo);
  readonly step = signal<Step>(this.kept.step);

  constructor() {
    if (this.step() === 'code' && !this.codeIsAlive()) this.step.set('phone');
    if (this.codeIsAlive()) this.countdown.runUntil(this.resendAt, this.resendWait);
  }

  /** Whether the SMS sent last may still be used. */
  codeIsAlive(): boolean {
    return this.sentTo() !== null && Date.now() < this.sentAt + CODE_LIFE_MS;
  }

  type(text: string): void {
    this.typed.set(text);
    this.keep();
  }

  moveTo(step: Step): void {
    this.step.set(step);
    this.keep();
  }

  noteSent(phoneNumber: string): void {
    this.sentTo.set(phoneNumber);
    this.sentAt = Date.now();
    this.waitBeforeResend(RESEND_WAIT_MS);
  }

  waitBeforeResend(milliseconds: number): void {
    this.resendWait = milliseconds;
    this.resendAt = Date.now() + milliseconds;
    this.countdown.runUntil(this.resendAt, milliseconds);
    this.keep();
  }

  forgetCode(): void {
    this.sentTo.set(null);
    this.countdown.stop();
    this.keep();
  }

  /** Clears what is kept; what is on screen stays until the page is left. */
  clear(): void {
    write((storage) => storage.removeItem(STORED));
  }

  private keep(): void {
    const draft: Draft = {
      step: this.step(),
      typed: this.typed(),
      sentTo: this.sentTo(),
      sentAt: this.sentAt,
      resendAt: this.resendAt,
      resendWait: this.resendWait,
    };
    write((storage) => storage.setItem(STORED, JSON.stringify(draft)));
  }
}

function read(): Draft {
  const { step, typed, sentTo, sentAt, resendAt, resendWait } = stored();
  const sent = parsePhoneNumber(typeof sentTo === 'string' ? sentTo : '');
  return {
    step: sent.ok && (step === 'code' || step === 'finish') ? step : 'phone',
    typed: typeof typed === 'string' ? typed : '',
    sentTo: sent.ok ? sent.phoneNumber : null,
    sentAt: Number(sentAt) || 0,
    resendAt: Number(resendAt) || 0,
    resendWait: Number(resendWait) || RESEND_WAIT_MS,
  };
}

function stored(): Partial<Record<keyof Draft, unknown>> {
  try {
    return (JSON.parse(sessionStorage.getItem(STORED) ?? '{}') ?? {}) as Partial<
      Record<keyof Draft, unknown>
    >;
  } catch {
    // Storage switched off or half written: begin with an empty form.
    return {};
  }
}

function write(change: (storage: Storage) => void): void {
  try {
    change(sessionStorage);
  } catch {
    // Storage may be switched off: the form then lasts as long as the page.
  }
}
