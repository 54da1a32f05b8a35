import { Inject, Injectable } from '@nestjs/common';
import { createHmac, createSecretKey, type KeyObject, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type UserProfile } from '#contracts/user.js';
import { ENVIRONMENT, type Environment } from '../config/env.js';
import { signHs256 } from './hs256.js';

const ALGORITHM = 'HS256';
/** What a token must satisfy besides its signature, whoever verifies it. */
export const APP_TOKEN_RULES = { issuer: 'bharatprint', audience: 'bharatprint-api' };

const CLAIMS = z.object({ sub: z.uuid(), gen: z.int32() });

/** What a request needs of a verified app token; everything else is read from the database. */
export interface AppTokenClaims {
  userId: string;
  tokenGeneration: number;
}

interface SigningKey {
  /** Encoded, with the key's name. */
  header: string;
  /** A KeyObject made once: making one from a string for each request costs more than the signature. */
  key: KeyObject;
}

/** Signs the app's own tokens and knows the keys they may be signed with. */
@Injectable()
export class AppTokenService {
  private readonly current: SigningKey;
  private readonly lifetimeSeconds: number;
  /**
   * By the encoded header. Ours differ in nothing but `kid`, so the header's very text names the key, and no header of
   * anybody else's making is ever parsed.
   */
  private readonly keysByHeader: ReadonlyMap<string, KeyObject>;

  constructor(@Inject(ENVIRONMENT) { appToken }: Environment) {
    this.current = signingKey(appToken.secret);
    this.lifetimeSeconds = appToken.lifetimeSeconds;
    const previous = appToken.previousSecret ? [signingKey(appToken.previousSecret)] : [];
    this.keysByHeader = new Map([this.current, ...previous].map(({ header, key }) => [header, key]));
  }

  /** Makes the token of an account. */
  sign(profile: UserProfile, tokenGeneration: number): string {
    const { id, phoneNumber, role } = profile;
    const iat = Math.floor(Date.now() / 1000);
    const claims = {
      phone_number: phoneNumber,
      role,
      gen: tokenGeneration,
      sub: id,
      iss: APP_TOKEN_RULES.issuer,
      aud: APP_TOKEN_RULES.audience,
      jti: randomUUID(),
      iat,
      exp: iat + this.lifetimeSeconds,
    };
    return signHs256(this.current.header, claims, this.current.key);
  }

  /** The key to verify a token with, or null when its header is not one of ours. */
  keyOf(token: string): KeyObject | null {
    return this.keysByHeader.get(token.slice(0, token.indexOf('.'))) ?? null;
  }

  /** Reads the claims of a verified token; null when it is not one of ours in shape. */
  claimsOf(payload: unknown): AppTokenClaims | null {
    const claims = CLAIMS.safeParse(payload);
    return claims.success ? { userId: claims.data.sub, tokenGeneration: claims.data.gen } : null;
  }
}

/** The name follows the secret through a rotation, on every replica, and tells nothing of it. */
function signingKey(secret: string): SigningKey {
  const key = createSecretKey(secret, 'utf8');
  const kid = createHmac('sha256', key).update('bharatprint kid').digest('base64url').slice(0, 12);
  const header = Buffer.from(JSON.stringify({ alg: ALGORITHM, typ: 'JWT', kid })).toString('base64url');
  return { header, key };
}
