import { sign } from 'node:crypto';
import { type FakeKey } from '../fakes/clerk-fake.js';

export const ISSUER = 'https://clerk.bharatprint.test';
export const PORTAL = 'http://localhost:3000';
export const PUBLISHABLE_KEY = `pk_test_${Buffer.from('clerk.bharatprint.test$').toString('base64')}`;

export interface TokenParts {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
}

/** The claims of a session token as Clerk mints it today; `undefined` leaves one out. */
export function claimsOf(
  clerkUserId: string,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    v: 2,
    sub: clerkUserId,
    sid: 'sess_asha',
    iss: ISSUER,
    azp: PORTAL,
    iat: now,
    nbf: now - 10,
    exp: now + 60,
    sts: 'active',
    fva: [0, -1],
    ...changes,
  };
}

/** A session token of Clerk's, signed with RS256 unless a test signs otherwise. */
export function aClerkToken(key: FakeKey, clerkUserId: string, { header, claims }: TokenParts = {}): string {
  const head = { alg: 'RS256', kid: key.kid, typ: 'JWT', cat: 'cl_B7d4PD111AAA', ...header };
  const input = `${encode(head)}.${encode(claimsOf(clerkUserId, claims))}`;
  return `${input}.${sign('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`;
}

export function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
