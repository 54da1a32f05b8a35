import { Injectable } from '@nestjs/common';
import { type ClerkUserState, verifiedNumberOf } from '../clerk/clerk-user.js';
import { ClerkUsersService } from '../clerk/clerk-users.service.js';
import {
  ClerkBindingService,
  type ClerkUserNews,
  type FollowOutcome,
} from '../users/clerk-binding.service.js';

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
   * @param mode `rehearse` changes nothing and says what `mend` would change
   * @throws AppError `auth.clerk_unavailable`, `database.unavailable`; what was mended until then stays mended
   */
  async run(mode: 'rehearse' | 'mend'): Promise<ReconciliationReport> {
    const seen = new Set<string>();
    const drifts = [...(await this.compareClerkUsers(mode, seen))];
    const clerkUsers = seen.size;
    const bound = await this.compareAccounts(mode, seen);
    return { clerkUsers, boundAccounts: bound.accounts, drifts: [...drifts, ...bound.drifts] };
  }

  private async compareClerkUsers(mode: 'rehearse' | 'mend', seen: Set<string>): Promise<Drift[]> {
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

  /** Those whom the list did not show are asked for one by one: only Clerk's own "no such user" counts. */
  private async compareAccounts(
    mode: 'rehearse' | 'mend',
    seen: ReadonlySet<string>,
  ): Promise<{ accounts: number; drifts: Drift[] }> {
    const drifts: Drift[] = [];
    let accounts = 0;
    for (let after = ''; ;) {
      const ids = await this.bindings.boundAfter(after, PAGE);
      accounts += ids.length;
      for (const id of ids.filter((bound) => !seen.has(bound))) {
        const askedAt = new Date();
        const user = await this.clerkUsers.find(id);
        drifts.push(...(user ? await this.compare(mode, user, askedAt) : await this.end(mode, id)));
      }
      const last = ids.at(-1);
      if (last === undefined || ids.length < PAGE) return { accounts, drifts };
      after = last;
    }
  }

  private async compare(mode: 'rehearse' | 'mend', user: ClerkUserState, askedAt: Date): Promise<Drift[]> {
    // What was just fetched is newer than any news an account may follow, whatever its own `updated_at` says.
    const news: ClerkUserNews = {
      clerkUserId: user.id,
      verifiedPhoneNumber: verifiedNumberOf(user),
      isBanned: user.isBanned,
      stateAt: askedAt,
    };
    const outcome = await (mode === 'mend' ? this.bindings.follow(news) : this.bindings.rehearse(news));
    return IN_ORDER.has(outcome) ? [] : [{ clerkUserId: user.id, outcome }];
  }

  private async end(mode: 'rehearse' | 'mend', clerkUserId: string): Promise<Drift[]> {
    const outcome = mode === 'mend' ? await this.bindings.followDeletion(clerkUserId) : 'deleted';
    return [{ clerkUserId, outcome }];
  }
}
