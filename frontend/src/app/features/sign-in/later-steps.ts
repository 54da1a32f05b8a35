import { Component, inject, viewChild } from '@angular/core';
import { keepCodeInHistory } from './code-in-history.js';
import { CodeStep } from './code-step.js';
import { FinishStep } from './finish-step.js';
import { SignInFlow } from './sign-in-flow.js';

// One piece of code with the steps: fetched apart, it would cut what the first page loads into more pieces than it saves.
export { InvitationCard } from './invitation/invitation-card.js';

/** What follows the number. It arrives while the number is being typed, so that the first step is there sooner. */
@Component({
  selector: 'bp-later-steps',
  imports: [CodeStep, FinishStep],
  template: `
    @if (flow.step() === 'code') {
      <bp-code-step #step class="appear block" />
    } @else {
      <bp-finish-step #step class="appear block" />
    }
  `,
})
export class LaterSteps {
  private readonly shown = viewChild<CodeStep | FinishStep>('step');

  protected readonly flow = inject(SignInFlow);

  constructor() {
    keepCodeInHistory(this.flow);
  }

  focus(): void {
    this.shown()?.focus();
  }
}
