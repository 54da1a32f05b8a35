import { type Params } from '@angular/router';

export const AFTER_SIGN_IN = '/dashboard';

/**
 * Where to go after signing in. Only a path of this portal is taken: an address from a link could otherwise send
 * an owner who has just signed in to a look-alike.
 */
export function returnUrlOf(params: Params): string | null {
  const wanted: unknown = params['returnUrl'];
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return null;
  // Browsers read a backslash as a slash and drop tabs and line breaks, so `/\evil.example` would leave the portal.
  if (/^\/[/\\]/.test(wanted) || /[\p{Cc}\\]/u.test(wanted)) return null;
  return wanted.startsWith('/auth/login') || wanted === '/auth/signup' ? null : wanted;
}

/** The query that brings a visitor back to where they wanted to go; none when that is where everybody goes. */
export function returnQuery(url: string): Params {
  return url === '/' || url === AFTER_SIGN_IN ? {} : { returnUrl: url };
}
