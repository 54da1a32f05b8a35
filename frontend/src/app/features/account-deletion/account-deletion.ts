import { Injectable, effect, inject, signal, untracked } from '@angular/core';
import { type ApiFailure, toApiFailure } from '../../core/api/api-failure.js';
import { UsersClient } from '../../core/api/users-client.js';
import { ClerkFailure } from '../../core/auth/clerk-failure.js';
import { ClerkSession } from '../../core/auth/clerk-session.js';
import { PendingErasure } from '../../core/auth/pending-erasure.js';
import { SessionEnd } from '../../core/auth/session-end.js';
import { Session } from '../../core/auth/session.js';
import { OwnNumberProof } from '../../core/verification/own-number-proof.js';
import { needsSignIn } from '../../core/verification/sign-in-again.js';

export type Step = 'explain' | 'code' | 'finish';

/** The way to an erased account: a code to the own number, then our server is asked. */
@Injectable()
export class AccountDeletion {
  private readonly clerk = inject(ClerkSession);
  private readonly users = inject(UsersClient);
  private readonly session = inject(Session);
  private readonly pending = inject(PendingErasure);
  private readonly end = inject(SessionEnd);

  readonly proof = inject(OwnNumberProof);
  readonly step = signal<Step>('explain');
  readonly isErasing = signal(false);
  /** Why the last step did not go through. */
  readonly failure = signal<ClerkFailure | ApiFailure | null>(null);

  constructor() {
    effect(() => {
      if (this.proof.isProved()) untracked(() => void this.erase());
    });
  }

  async sendCode(): Promise<void> {
    this.failure.set(null);
    if (await this.proof.send()) this.step.set('code');
  }

  /** May be repeated for ten minutes after the code, without another one. */
  async erase(): Promise<void> {
    const userId = this.session.user()?.id;
    if (this.isErasing() || userId === undefined) return;
    const wasUnanswered = this.failure()?.code === 'network';
    this.step.set('finish');
    this.failure.set(null);
    this.isErasing.set(true);
    try {
      const { eraseAfter } = await this.users.erase(await this.clerk.getToken('fresh'));
      this.pending.note(userId, eraseAfter);
      await this.end.signOut('erasure-asked');
    } catch (error) {
      const failure = error instanceof ClerkFailure ? error : toApiFailure(error);
      // Only the answer was lost: the deletion has ended every session, and this one with them.
      if (wasUnanswered && needsSignIn(failure)) {
        await this.end.signOut('erasure-likely');
        return;
      }
      this.failure.set(failure);
      // The code was typed too long ago: only a new one helps.
      if (failure.code === 'auth.reverification_needed') this.step.set('explain');
    } finally {
      this.isErasing.set(false);
    }
  }
}
