import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import { type SecretOrKeyProvider, Strategy } from 'passport-jwt';
import { type AuthUser } from '../common/auth/auth-user.js';
import { bearerToken } from '../common/auth/bearer-token.js';
import { UsersService } from '../users/users.service.js';
import {
  APP_TOKEN_ALGORITHM,
  APP_TOKEN_AUDIENCE,
  APP_TOKEN_ISSUER,
  AppTokenService,
} from './app-token.service.js';

/** Verifies the app's token, then reads its holder in the one round trip the request needs anyway. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    private readonly appTokens: AppTokenService,
    private readonly users: UsersService,
  ) {
    super({
      jwtFromRequest: (request: unknown) => bearerToken((request as FastifyRequest).headers.authorization),
      secretOrKeyProvider: keyProvider(appTokens),
      algorithms: [APP_TOKEN_ALGORITHM],
      issuer: APP_TOKEN_ISSUER,
      audience: APP_TOKEN_AUDIENCE,
    });
  }

  /** Called only for a token whose signature and times hold, so a flood of bad ones never reaches the database. */
  async validate(payload: unknown): Promise<AuthUser | null> {
    const claims = this.appTokens.claimsOf(payload);
    const profile = claims && (await this.users.findCaller(claims.userId, claims.tokenGeneration));
    return profile && { id: profile.id, role: profile.role, profile };
  }
}

function keyProvider(appTokens: AppTokenService): SecretOrKeyProvider {
  return (_request, token: string, done) => {
    const key = appTokens.keyOf(token);
    // passport-jwt hands the key to jsonwebtoken, which takes a KeyObject; its types still say string or Buffer.
    done(key ? null : new Error('unknown key'), key as unknown as Buffer);
  };
}
