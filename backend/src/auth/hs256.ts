import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/** What a token must say besides being signed. */
export interface TokenRules {
  issuer: string;
  audience: string;
}

/** A token that opens nothing; the message says why, for the log. */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError';
}

/**
 * Signs claims with HMAC-SHA256 (HS256 of RFC 7518, compact form of RFC 7515).
 * @param header encoded as it will stand in the token
 */
export function signHs256(header: string, claims: object, key: KeyObject): string {
  const input = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${input}.${macOf(input, key).toString('base64url')}`;
}

/**
 * Verifies a token's signature, issuer, audience and times (RFC 7519 §4.1), without leeway: its issuer's clock is ours.
 * @param token of three parts of canonical base64url (see `compactJws`), whose header named the key
 * @returns all claims; whoever uses one looks at its shape
 * @throws InvalidTokenError
 */
export function verifyHs256(token: string, key: KeyObject, rules: TokenRules): Record<string, unknown> {
  const endOfSigned = token.lastIndexOf('.');
  const mac = macOf(token.slice(0, endOfSigned), key);
  const given = Buffer.from(token.slice(endOfSigned + 1), 'base64url');
  if (given.length !== mac.length || !timingSafeEqual(given, mac)) throw new InvalidTokenError('signature');

  const claims = parse(token.slice(token.indexOf('.') + 1, endOfSigned));
  const now = Date.now() / 1000;
  const { iss, aud, exp, nbf } = claims;
  if (iss !== rules.issuer) throw new InvalidTokenError('issuer');
  if (aud !== rules.audience) throw new InvalidTokenError('audience');
  if (typeof exp !== 'number' || exp <= now) throw new InvalidTokenError('expired');
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= now))
    throw new InvalidTokenError('not valid yet');
  return claims;
}

function macOf(input: string, key: KeyObject): Buffer {
  return createHmac('sha256', key).update(input).digest();
}

function parse(payload: string): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    if (typeof claims === 'object' && claims !== null) return claims as Record<string, unknown>;
  } catch {
    // Signed by us, and still no JSON.
  }
  throw new InvalidTokenError('payload');
}
