/**
 * The same on every answer, so they are set as constants and not computed by a plugin. Nothing here is a page, hence
 * the closed policy; answers are personal, hence `no-store`.
 */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** The docs page runs scripts of our own origin only; its library writes inline styles. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const ONE_YEAR_OF_HTTPS = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/** The constant headers of this deployment. Plain http on a laptop must not promise https for a year. */
export function securityHeaders(isProduction: boolean): Readonly<Record<string, string>> {
  return isProduction ? { ...HEADERS, ...ONE_YEAR_OF_HTTPS } : HEADERS;
}

/** The headers of `/docs`, which is a page. */
export function docsHeaders(isProduction: boolean): Readonly<Record<string, string>> {
  return { ...securityHeaders(isProduction), 'content-security-policy': DOCS_POLICY };
}
