import { Injectable } from '@nestjs/common';
import { parsePhoneNumber } from '#contracts/phone-number.js';
import { RowScope } from '../database/row-scope.js';

/** What Clerk says of one of its users. */
export interface ClerkUserNews {
  clerkUserId: string;
  /** E.164; null where no number is verified and primary. */
  verifiedPhoneNumber: string | null;
  isBanned: boolean;
  /** From when this is; older news than what an account follows already is ignored. */
  stateAt: Date;
}

/** What following the news changed; the first five are nothing. */
export const FOLLOW_OUTCOMES = [
  'duplicate',
  'unknown',
  'stale',
  'parked',
  'unchanged',
  'verified',
  'unverified',
  'phone_changed',
  'deleted',
] as const;

export type FollowOutcome = (typeof FOLLOW_OUTCOMES)[number];

const FOLLOW_USER = 'SELECT follow_clerk_user($1, $2, $3, $4, $5) AS outcome';
const FOLLOW_DELETION = 'SELECT follow_clerk_deletion($1, $2) AS outcome';

/** Keeps accounts bound to their Clerk users as those change. An account is never made here: signing in does that. */
@Injectable()
export class ClerkBindingService {
  constructor(private readonly scope: RowScope) {}

  /** @param deliveryId remembered in the same transaction: the same delivery again is a `duplicate` */
  async follow(news: ClerkUserNews, deliveryId: string | null = null): Promise<FollowOutcome> {
    return outcomeOf(await this.scope.callUnscoped(FOLLOW_USER, parametersOf(news, deliveryId)));
  }

  /** What following the news would change. */
  async rehearse(news: ClerkUserNews): Promise<FollowOutcome> {
    return outcomeOf(await this.scope.rehearseUnscoped(FOLLOW_USER, parametersOf(news, null)));
  }

  /** The Clerk user is gone for good: tokens end at once, erasure comes in seven days. */
  async followDeletion(clerkUserId: string, deliveryId: string | null = null): Promise<FollowOutcome> {
    return outcomeOf(await this.scope.callUnscoped(FOLLOW_DELETION, [deliveryId, clerkUserId]));
  }

  /** Which of these numbers the account of a Clerk user has given up since they were added there. */
  async formerAmong(
    clerkUserId: string,
    numbers: readonly { number: string; addedAt: Date }[],
  ): Promise<string[]> {
    if (numbers.length === 0) return [];
    const rows = await this.scope.callUnscoped<{ number: string }>(
      'SELECT former_numbers_among($1, $2, $3) AS number',
      [clerkUserId, numbers.map(({ number }) => number), numbers.map(({ addedAt }) => addedAt)],
    );
    return rows.map(({ number }) => number);
  }

  /** A page of the Clerk users that accounts are bound to, in the order of their ids. */
  async boundAfter(clerkUserId: string, limit: number): Promise<string[]> {
    const rows = await this.scope.callUnscoped<{ id: string }>('SELECT bound_clerk_users($1, $2) AS id', [
      clerkUserId,
      limit,
    ]);
    return rows.map(({ id }) => id);
  }
}

function parametersOf(news: ClerkUserNews, deliveryId: string | null): unknown[] {
  return [deliveryId, news.clerkUserId, indianOrNull(news.verifiedPhoneNumber), news.isBanned, news.stateAt];
}

/** A number of another country is none that an account can have. */
function indianOrNull(phoneNumber: string | null): string | null {
  const parsed = parsePhoneNumber(phoneNumber ?? '');
  return parsed.ok ? parsed.phoneNumber : null;
}

function outcomeOf(rows: { outcome: FollowOutcome }[]): FollowOutcome {
  const [row] = rows;
  if (!row) throw new Error('the function gave no outcome');
  return row.outcome;
}
