import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import { type SecretOrKeyProvider, Strategy } from 'passport-jwt';
import { type AuthUser } from '../common/auth/auth-user.js';
import { bearerToken } from '../common/auth/bearer-token.js';
import { AppCallers } from './app-callers.service.js';
import { APP_TOKEN_RULES, AppTokenService } from './app-token.service.js';

/** Verifies the app's token, then reads its holder in the one round trip the request needs anyway. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    appTokens: AppTokenService,
    private readonly callers: AppCallers,
  ) {
    super({
      jwtFromRequest: (request: unknown) => bearerToken((request as FastifyRequest).headers.authorization),
      secretOrKeyProvider: keyProvider(appTokens),
      ...APP_TOKEN_RULES,
    });
  }

  /** Called only for a token whose signature and times hold, so a flood of bad ones never reaches the database. */
  validate(payload: unknown): Promise<AuthUser | null> {
    return this.callers.holderOf(payload);
  }
}

function keyProvider(appTokens: AppTokenService): SecretOrKeyProvider {
  return (_request, token: string, done) => {
    const key = appTokens.keyOf(token);
    // passport-jwt hands the key to jsonwebtoken, which takes a KeyObject; its types still say string or Buffer.
    done(key ? null : new Error('unknown key'), key as unknown as Buffer);
  };
}
