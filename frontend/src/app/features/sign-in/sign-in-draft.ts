import { Injectable, signal } from '@angular/core';
import { forget, recall, remember } from '../../core/browser/tab-memory.js';
import { SentCode } from '../../core/verification/sent-code.js';

export type Step = 'phone' | 'code' | 'finish';

const STORED = 'bharatprint.sign-in';

/** Where this tab is on the way in. */
@Injectable()
export class SignInDraft {
  private readonly kept = recall(STORED);

  readonly sent = new SentCode(`${STORED}.code`);
  /** The number as typed, in any form. */
  readonly typed = signal(typeof this.kept['typed'] === 'string' ? this.kept['typed'] : '');
  readonly step = signal<Step>(this.firstStep());

  type(text: string): void {
    this.typed.set(text);
    this.keep();
  }

  moveTo(step: Step): void {
    this.step.set(step);
    this.keep();
  }

  /** Clears what is kept; what is on screen stays until the page is left. */
  clear(): void {
    forget(STORED);
    this.sent.clear();
  }

  private firstStep(): Step {
    const { step } = this.kept;
    if (step === 'finish' && this.sent.to() !== null) return step;
    return step === 'code' && this.sent.isAlive() ? step : 'phone';
  }

  private keep(): void {
    remember(STORED, { step: this.step(), typed: this.typed() });
  }
}
