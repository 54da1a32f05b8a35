import { DOCS_PATH } from './docs-paths.js';

/** Browsers take a cookie of this prefix over https only. */
const NAME = '__Secure-bharatprint-docs';
const HALF_AN_HOUR_S = 30 * 60;
const ATTRIBUTES = `Path=${DOCS_PATH}; HttpOnly; Secure; SameSite=Strict`;

/** `Set-Cookie` that opens the docs in one browser: out of reach of scripts, of other paths and of other sites. */
export function cookieWith(token: string): string {
  return `${NAME}=${token}; Max-Age=${HALF_AN_HOUR_S}; ${ATTRIBUTES}`;
}

/** `Set-Cookie` that closes them again. */
export function noCookie(): string {
  return `${NAME}=; Max-Age=0; ${ATTRIBUTES}`;
}

/** The token in a `Cookie` header. */
export function tokenInCookie(header: string | undefined): string | null {
  const pair = header?.split(/; */).find((text) => text.startsWith(`${NAME}=`));
  return pair?.slice(NAME.length + 1) ?? null;
}
