import { Component, computed, inject, input } from '@angular/core';
import { Notice } from '../../shared/ui/notice.js';
import { type ApiFailure } from '../api/api-failure.js';
import { ClerkFailure } from '../auth/clerk-failure.js';
import { SessionEnd } from '../auth/session-end.js';
import { Translator } from '../i18n/translator.js';

const SIGNED_OUT: ReadonlySet<string> = new Set(['signed_out', 'authentication_invalid']);

/** Whether the failure says that Clerk's session is over although ours is not. */
export function needsSignIn(failure: ClerkFailure | ApiFailure | null): boolean {
  return failure instanceof ClerkFailure && SIGNED_OUT.has(failure.code);
}

/** The way on for an owner whom we still know but Clerk does not: sign in, and come back to this page. */
@Component({
  selector: 'bp-sign-in-again',
  imports: [Notice],
  template: `
    @if (isNeeded()) {
      <bp-notice tone="alert" role="alert" class="mt-6">
        <p>{{ t('changeNumber.signedOut') }}</p>
        <button type="button" class="link" (click)="signIn()">{{ t('changeNumber.signInAgain') }}</button>
      </bp-notice>
    }
  `,
})
export class SignInAgain {
  private readonly end = inject(SessionEnd);

  readonly failure = input.required<ClerkFailure | ApiFailure | null>();

  protected readonly t = inject(Translator).t;
  protected readonly isNeeded = computed(() => needsSignIn(this.failure()));

  protected signIn(): void {
    this.end.forgetAndSignIn('session-ended');
  }
}
