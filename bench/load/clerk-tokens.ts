import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { type ClerkSide } from '../fixture/clerk-side.ts';

/** Makes session tokens as Clerk does, with the key whose public half the contenders fetch. */
export class ClerkTokens {
  private readonly key: KeyObject;
  private readonly header: string;
  private readonly clerk: ClerkSide;

  constructor(clerk: ClerkSide) {
    this.clerk = clerk;
    this.key = createPrivateKey(clerk.privateKey);
    this.header = encode({ alg: 'RS256', kid: clerk.keyId, typ: 'JWT', cat: 'cl_B7d4PD111AAA' });
  }

  /** @param phone vouched for by the token itself, so that nobody has to ask Clerk */
  make(clerkUserId: string, phone: string): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      v: 2,
      sub: clerkUserId,
      sid: `sess_${clerkUserId}`,
      iss: this.clerk.issuer,
      azp: this.clerk.portal,
      iat: now,
      nbf: now - 10,
      exp: now + 110,
      sts: 'active',
      fva: [0, -1],
      phone,
      phone_verified: true,
    };
    const input = `${this.header}.${encode(claims)}`;
    return `${input}.${sign('sha256', Buffer.from(input), this.key).toString('base64url')}`;
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
