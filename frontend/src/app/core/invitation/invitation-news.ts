import { Injectable, inject, signal } from '@angular/core';
import { type ErrorCode } from '#contracts/error-codes.js';
import { type InvitationOutcome, type Referrer } from '#contracts/referral.js';
import { forget, recall, remember } from '../browser/tab-memory.js';
import { KeptInvitation } from './kept-invitation.js';

const STORED = 'bharatprint.invitation-news';

/** What is to be told of a code: what the exchange made of it, or why a link changed nothing for who is signed in. */
export interface InvitationEvent {
  what: InvitationOutcome['status'] | 'own_link' | 'signed_in' | 'signed_in_long';
  code: string;
  /** What is wrong with an ignored code. */
  reason: ErrorCode | null;
  referrer: Referrer | null;
}

/** Carries the news of an invitation to the page that tells it, over a navigation and a reload. */
@Injectable({ providedIn: 'root' })
export class InvitationNews {
  private readonly kept = inject(KeptInvitation);
  private readonly event = signal(eventOf(recall(STORED)));

  readonly latest = this.event.asReadonly();

  bring(event: InvitationEvent): void {
    this.event.set(event);
    remember(STORED, event);
  }

  /** An exchange has said what became of the code: it is kept no longer. */
  settle(code: string, { status, code: reason }: InvitationOutcome): void {
    const referrer = this.kept.code() === code ? this.kept.referrer() : null;
    this.bring({ what: status, code, reason: reason ?? null, referrer });
    this.kept.forget(code);
  }

  /** It is on screen now: no page after this one tells it again. */
  told(): void {
    forget(STORED);
  }

  dismiss(): void {
    this.event.set(null);
    this.told();
  }
}

function eventOf(kept: Record<string, unknown>): InvitationEvent | null {
  return typeof kept['what'] === 'string' && typeof kept['code'] === 'string'
    ? (kept as unknown as InvitationEvent)
    : null;
}
