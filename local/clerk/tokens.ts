import { randomUUID } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import { type SessionRecord, type UserRecord } from './state/records.ts';
import { type Settings } from './settings.ts';
import { type SigningKeys } from './state/signing-keys.ts';

const NOT_BEFORE_SECONDS = 5;
/** Clerk marks what a token is for in the header. */
const CATEGORY = { session: 'cl_B7d4PD111AAA', template: 'cl_B7d4PD222AAA' } as const;

/** Makes session tokens of version 2, and the bare ones of JWT templates. */
export class TokenMint {
  private readonly keys: SigningKeys;
  private readonly settings: Settings;
  private readonly issuer: string;

  constructor(keys: SigningKeys, settings: Settings, issuer: string) {
    this.keys = keys;
    this.settings = settings;
    this.issuer = issuer;
  }

  sessionToken(session: SessionRecord, user: UserRecord, azp: string | undefined): Promise<string> {
    const minutes = Math.floor((Date.now() - session.firstFactorAt) / 60_000);
    return this.sign('session', {
      v: 2,
      sid: session.id,
      sts: 'active',
      fva: [minutes, -1],
      ...this.common(user, azp),
      ...this.phoneClaims(user),
    });
  }

  /** A template's token carries no session, and so cannot stand for one. */
  templateToken(user: UserRecord, azp: string | undefined): Promise<string> {
    return this.sign('template', this.common(user, azp));
  }

  private common(user: UserRecord, azp: string | undefined): JWTPayload {
    const { clockSkewSeconds, tokenLifeSeconds } = this.settings.values;
    const issuedAt = Math.floor(Date.now() / 1000 + clockSkewSeconds);
    return {
      iss: this.issuer,
      sub: user.id,
      ...(azp === undefined ? {} : { azp }),
      iat: issuedAt,
      nbf: issuedAt - NOT_BEFORE_SECONDS,
      exp: issuedAt + tokenLifeSeconds,
      jti: randomUUID().replaceAll('-', ''),
    };
  }

  private phoneClaims(user: UserRecord): JWTPayload {
    if (!this.settings.values.phoneInToken) return {};
    const primary = user.phoneNumbers.find((phone) => phone.id === user.primaryPhoneNumberId);
    return { phone: primary?.phoneNumber ?? null, phone_verified: (primary?.verifiedBy ?? null) !== null };
  }

  private sign(category: keyof typeof CATEGORY, payload: JWTPayload): Promise<string> {
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: this.keys.kid, cat: CATEGORY[category] })
      .sign(this.keys.privateKey);
  }
}
