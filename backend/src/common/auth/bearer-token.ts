/** In characters; ours and Clerk's have a tenth of it. */
export const LONGEST_TOKEN = 8 * 1024;
const COMPACT_JWS = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;

/**
 * Takes the token out of `Authorization: Bearer …`.
 * @returns null when there is none of the one shape we read; see `compactJws`
 */
export function bearerToken(authorization: string | undefined): string | null {
  if (authorization === undefined || authorization.length > LONGEST_TOKEN) return null;
  return compactJws(/^Bearer ([^\s]+)$/i.exec(authorization)?.[1] ?? '');
}

/**
 * Lets a token pass that is three parts of canonical base64url. Libraries are lenient here (jose skips spaces and
 * padding inside a part, spare bits are dropped), so that many texts would be the same token; one text per token leaves
 * nothing to smuggle.
 */
export function compactJws(token: string): string | null {
  if (token.length > LONGEST_TOKEN) return null;
  const parts = COMPACT_JWS.exec(token)?.slice(1);
  return parts?.every(isCanonical) ? token : null;
}

function isCanonical(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part;
}
