import { Inject, Injectable } from '@nestjs/common';
import { compactVerify } from 'jose';
import { AppError } from '../common/errors/app-error.js';
import { ENVIRONMENT, type Environment } from '../config/env.js';
import { ClerkKeys } from './clerk-keys.js';
import { type ClerkIdentity } from './clerk-identity.js';
import { identityOf, readKeyId } from './clerk-token-rules.js';

/** Verifies Clerk's session tokens. */
@Injectable()
export class ClerkTokenService {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly keys: ClerkKeys,
  ) {}

  /**
   * Says who holds this token.
   * @param token a compact JWS of canonical base64url (see `bearerToken`)
   * @throws AppError `auth.unauthorized`, or `auth.keys_unavailable` when no key could be had to verify it with
   */
  async verify(token: string): Promise<ClerkIdentity> {
    const key = await this.keys.find(readKeyId(token));
    if (!key) throw new AppError('auth.unauthorized', { reason: 'unknown key' });
    return identityOf(await verifiedPayload(token, key), {
      issuer: this.environment.clerk.issuer,
      authorizedParties: this.environment.corsOrigins,
      now: Date.now() / 1000,
    });
  }
}

async function verifiedPayload(token: string, key: Parameters<typeof compactVerify>[1]): Promise<unknown> {
  try {
    const { payload } = await compactVerify(token, key, { algorithms: ['RS256'] });
    return JSON.parse(new TextDecoder().decode(payload));
  } catch (cause) {
    throw new AppError('auth.unauthorized', { reason: 'signature or payload', cause });
  }
}
