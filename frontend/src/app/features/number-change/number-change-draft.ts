import { Injectable, inject, signal } from '@angular/core';
import { parsePhoneNumber } from '#contracts/phone-number.js';
import { KEPT_NUMBER_CHANGE } from '../../core/auth/clerk-phone-numbers.js';
import { Session } from '../../core/auth/session.js';
import { forget, recall, remember } from '../../core/browser/tab-memory.js';
import { SentCode } from '../../core/verification/sent-code.js';

/** `verify`: Clerk wants to see the owner's present number proved before it takes a new one. */
export type Step = 'number' | 'verify' | 'code' | 'finish';

/** Where this tab is on the way to another number; a reload goes on from there. */
@Injectable()
export class NumberChangeDraft {
  private readonly owner = inject(Session).user()?.id;
  private readonly kept = recall(KEPT_NUMBER_CHANGE);
  private readonly isOurs = this.kept['of'] === this.owner;

  readonly sent = new SentCode(`${KEPT_NUMBER_CHANGE}.code`);
  /** The number as typed, in any form. */
  readonly typed = signal(this.text('typed'));
  /** The number it is to be, E.164; null before it was read well. */
  readonly wanted = signal(this.keptNumber());
  readonly step = signal<Step>(this.firstStep());

  constructor() {
    if (!this.isOurs) this.sent.forget();
  }

  type(text: string): void {
    this.typed.set(text);
    this.keep();
  }

  want(phoneNumber: string): void {
    this.wanted.set(phoneNumber);
    this.keep();
  }

  moveTo(step: Step): void {
    this.step.set(step);
    this.keep();
  }

  clear(): void {
    forget(KEPT_NUMBER_CHANGE);
    this.sent.clear();
  }

  private firstStep(): Step {
    const step = this.text('step');
    if (this.wanted() === null) return 'number';
    if (step === 'finish' || step === 'verify') return step;
    return step === 'code' && this.sent.isAlive() && this.sent.to() === this.wanted() ? step : 'number';
  }

  private keptNumber(): string | null {
    const parsed = parsePhoneNumber(this.text('wanted'));
    return parsed.ok ? parsed.phoneNumber : null;
  }

  /** What another owner left in this tab is nobody's business. */
  private text(name: string): string {
    const value = this.kept[name];
    return this.isOurs && typeof value === 'string' ? value : '';
  }

  private keep(): void {
    remember(KEPT_NUMBER_CHANGE, {
      of: this.owner,
      step: this.step(),
      typed: this.typed(),
      wanted: this.wanted(),
    });
  }
}
