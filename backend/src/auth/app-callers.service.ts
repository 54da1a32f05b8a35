import { Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { type AuthUser } from '../common/auth/auth-user.js';
import { Callers } from '../common/auth/callers.js';
import { UsersService } from '../users/users.service.js';
import {
  APP_TOKEN_ALGORITHM,
  APP_TOKEN_AUDIENCE,
  APP_TOKEN_ISSUER,
  AppTokenService,
} from './app-token.service.js';

/** Finds callers by the same rules as `JwtStrategy`, in the same one round trip. */
@Injectable()
export class AppCallers extends Callers {
  constructor(
    private readonly appTokens: AppTokenService,
    private readonly users: UsersService,
  ) {
    super();
  }

  async find(token: string): Promise<AuthUser | null> {
    const claims = this.appTokens.claimsOf(this.verify(token));
    const profile = claims && (await this.users.findCaller(claims.userId, claims.tokenGeneration));
    return profile && { id: profile.id, role: profile.role, profile };
  }

  private verify(token: string): unknown {
    const key = this.appTokens.keyOf(token);
    if (!key) return null;
    try {
      return jwt.verify(token, key, {
        algorithms: [APP_TOKEN_ALGORITHM],
        issuer: APP_TOKEN_ISSUER,
        audience: APP_TOKEN_AUDIENCE,
      });
    } catch (error) {
      // Expired, altered, for another audience: all of them are jsonwebtoken's own errors.
      if (error instanceof jwt.JsonWebTokenError) return null;
      throw error;
    }
  }
}
