import { Injectable } from '@nestjs/common';
import { type ClerkIdentity } from '../clerk/clerk-identity.js';
import { ClerkSessionsService } from '../clerk/clerk-sessions.service.js';
import { ClerkTokenService } from '../clerk/clerk-token.service.js';
import { compactJws } from '../common/auth/bearer-token.js';
import { AppError } from '../common/errors/app-error.js';
import { RowScope } from '../database/row-scope.js';
import { UsersService } from '../users/users.service.js';

/** Contract §4: a first factor of at most ten minutes ago shows that the owner is at the keyboard. */
const FRESH_MINUTES = 10;

/** Erasure as its owner asks for it. */
@Injectable()
export class ErasureService {
  constructor(
    private readonly clerkTokens: ClerkTokenService,
    private readonly clerkSessions: ClerkSessionsService,
    private readonly users: UsersService,
    private readonly scope: RowScope,
  ) {}

  /**
   * Marks an account for erasure in seven days and signs it out everywhere, so that no other device, whose page renews
   * its session by itself, calls the erasure off unasked.
   * @param clerkToken proves that the account's own Clerk user has just typed a code
   * @returns when it will be erased; asked for again, the first date stands
   * @throws AppError `auth.reverification_needed`, `auth.identity_mismatch`, `auth.clerk_unavailable`
   */
  async request(userId: string, clerkToken: string): Promise<Date> {
    const identity = await this.verify(clerkToken);
    const clerkUserId = await this.users.clerkUserIdOf(userId);
    if (identity.userId !== clerkUserId) {
      throw new AppError('auth.identity_mismatch', { reason: 'token of another Clerk user' });
    }
    requireFreshFactor(identity, Date.now());

    const alive = await this.clerkSessions.activeIds(clerkUserId);
    const sessionIds = [...new Set([...alive, identity.sessionId])];
    const due = await this.mark(userId, sessionIds);
    await this.clerkSessions.revoke(alive, clerkUserId);
    return due;
  }

  /** A 401 would end the app's own session in the portal, which is not what is wrong here. */
  private async verify(clerkToken: string): Promise<ClerkIdentity> {
    try {
      const token = compactJws(clerkToken);
      if (token === null) throw new AppError('auth.unauthorized', { reason: 'no readable token' });
      return await this.clerkTokens.verify(token);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'auth.unauthorized') throw error;
      throw new AppError('auth.reverification_needed', {
        cause: error,
        ...(error.reason !== undefined && { reason: error.reason }),
      });
    }
  }

  private mark(userId: string, sessionIds: readonly string[]): Promise<Date> {
    return this.scope.run(userId, async (manager) => {
      const [row] = await manager.query<{ due: Date | null }[]>('SELECT request_erasure($1) AS due', [
        sessionIds,
      ]);
      if (!row?.due) throw new AppError('request.not_found');
      return row.due;
    });
  }
}

function requireFreshFactor({ firstFactorAgeMinutes, issuedAt }: ClerkIdentity, now: number): void {
  const sinceIssued = Math.max(0, now / 1000 - issuedAt) / 60;
  if (firstFactorAgeMinutes !== null && firstFactorAgeMinutes + sinceIssued <= FRESH_MINUTES) return;
  throw new AppError('auth.reverification_needed', { reason: 'first factor too old' });
}
