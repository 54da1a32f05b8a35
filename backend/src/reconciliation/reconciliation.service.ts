import { Injectable } from '@nestjs/common';
import { type ClerkUserState, verifiedNumberOf } from '../clerk/clerk-user.js';
import { ClerkUsersService } from '../clerk/clerk-users.service.js';
import {
  ClerkBindingService,
  type ClerkUserNews,
  type FollowOutcome,
} from '../users/clerk-binding.service.js';
import { requireFewEndings, requireOwnInstance } from './ending-limits.js';
import { type ReconciliationMode } from './reconciliation-mode.js';

/** What Clerk hands out at once. */
const PAGE = 500;

/** Outcomes that mean that nothing had drifted. */
const IN_ORDER: ReadonlySet<FollowOutcome> = new Set(['unknown', 'stale', 'parked', 'unchanged']);

/** An account that no longer was as its Clerk user is. */
export interface Drift {
  clerkUserId: string;
  outcome: FollowOutcome;
}

/** What a reconciliation looked at, and what it found. */
export interface ReconciliationReport {
  clerkUsers: number;
  boundAccounts: number;
  drifts: Drift[];
}

/**
 * Finds accounts that do not follow their Clerk users, as after webhooks that never came, and mends them the way a
 * webhook would have. Accounts are never made: a Clerk user without one has not signed in here yet.
 */
@Injectable()
export class ReconciliationService {
  constructor(
    private readonly clerkUsers: ClerkUsersService,
    private readonly bindings: ClerkBindingService,
  ) {}

  /**
   * @throws RefusedReconciliationError before any account is ended, when Clerk looks like another instance or too many
   *   users are gone there
   * @throws AppError `auth.clerk_unavailable`, `database.unavailable`; what was mended until then stays mended
   */
  async run(mode: ReconciliationMode): Promise<ReconciliationReport> {
    const seen = new Set<string>();
    const listed = await this.compareClerkUsers(mode, seen);
    const bound = await this.boundClerkUsers();
    const unseen = bound.filter((id) => !seen.has(id));
    const boundAccounts = bound.length;
    requireOwnInstance({ clerkUsers: seen.size, boundAccounts, known: boundAccounts - unseen.length });

    const { drifts, gone } = await this.compareOneByOne(mode, unseen);
    if (mode === 'mend') requireFewEndings(gone.length, boundAccounts);
    const ended = await this.end(mode, gone);
    return { clerkUsers: seen.size, boundAccounts, drifts: [...listed, ...drifts, ...ended] };
  }

  private async compareClerkUsers(mode: ReconciliationMode, seen: Set<string>): Promise<Drift[]> {
    const drifts: Drift[] = [];
    for (let offset = 0; ; offset += PAGE) {
      const askedAt = new Date();
      const users = await this.clerkUsers.page(offset, PAGE);
      for (const user of users) {
        // A page that shifted while users came and went shows one twice; that does no harm.
        seen.add(user.id);
        drifts.push(...(await this.compare(mode, user, askedAt)));
      }
      if (users.length < PAGE) return drifts;
    }
  }

  private async boundClerkUsers(): Promise<string[]> {
    const bound: string[] = [];
    for (;;) {
      const ids = await this.bindings.boundAfter(bound.at(-1) ?? '', PAGE);
      bound.push(...ids);
      if (ids.length < PAGE) return bound;
    }
  }

  /** Those whom the list did not show are asked for one by one: only Clerk's own "no such user" counts as gone. */
  private async compareOneByOne(
    mode: ReconciliationMode,
    unseen: readonly string[],
  ): Promise<{ drifts: Drift[]; gone: string[] }> {
    const drifts: Drift[] = [];
    const gone: string[] = [];
    for (const id of unseen) {
      const user = await this.clerkUsers.find(id);
      if (user) drifts.push(...(await this.compare(mode, user, user.askedAt)));
      else gone.push(id);
    }
    return { drifts, gone };
  }

  private async compare(mode: ReconciliationMode, user: ClerkUserState, askedAt: Date): Promise<Drift[]> {
    // What was just fetched is newer than any news an account may follow, whatever its own `updated_at` says.
    const news: ClerkUserNews = {
      clerkUserId: user.id,
      verifiedPhoneNumber: verifiedNumberOf(user),
      isBanned: user.isBanned,
      stateAt: askedAt,
    };
    const outcome = await (mode === 'rehearse' ? this.bindings.rehearse(news) : this.bindings.follow(news));
    return IN_ORDER.has(outcome) ? [] : [{ clerkUserId: user.id, outcome }];
  }

  private async end(mode: ReconciliationMode, gone: readonly string[]): Promise<Drift[]> {
    const drifts: Drift[] = [];
    for (const clerkUserId of gone) {
      const outcome = mode === 'rehearse' ? 'deleted' : await this.bindings.followDeletion(clerkUserId);
      drifts.push({ clerkUserId, outcome });
    }
    return drifts;
  }
}
