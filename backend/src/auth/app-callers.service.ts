import { Injectable } from '@nestjs/common';
import { type AuthUser } from '../common/auth/auth-user.js';
import { Callers } from '../common/auth/callers.js';
import { RateLimiter } from '../common/http/rate-limiter.js';
import { UsersService } from '../users/users.service.js';
import { APP_TOKEN_RULES, AppTokenService } from './app-token.service.js';
import { InvalidTokenError, verifyHs256 } from './hs256.js';

/** Finds the holder of an app token in one round trip: for the guards of all routes, and for who has a token in hand. */
@Injectable()
export class AppCallers extends Callers {
  constructor(
    private readonly appTokens: AppTokenService,
    private readonly users: UsersService,
    private readonly limiter: RateLimiter,
  ) {
    super();
  }

  async find(token: string): Promise<AuthUser | null> {
    return this.holderOf(this.verify(token));
  }

  /**
   * Counts a request of the token's user before it reads the database: a token that was ended is well signed still, and
   * whoever is refused must cost no read either. Tokens of each generation count for themselves, so that with one that
   * was ended nobody can use up its owner's share.
   * @param payload of a token whose signature and times hold, so that a flood of bad ones never reaches the database
   * @throws AppError `request.rate_limited`
   */
  async holderOf(payload: unknown): Promise<AuthUser | null> {
    const claims = this.appTokens.claimsOf(payload);
    if (!claims) return null;
    await this.limiter.count('requestsPerUser', `${claims.userId}/${claims.tokenGeneration}`);
    const profile = await this.users.findCaller(claims.userId, claims.tokenGeneration);
    return profile && { id: profile.id, role: profile.role, profile };
  }

  private verify(token: string): unknown {
    const key = this.appTokens.keyOf(token);
    if (!key) return null;
    try {
      return verifyHs256(token, key, APP_TOKEN_RULES);
    } catch (error) {
      if (error instanceof InvalidTokenError) return null;
      throw error;
    }
  }
}
