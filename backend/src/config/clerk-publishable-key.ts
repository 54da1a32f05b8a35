/**
 * Reads the issuer of session tokens out of Clerk's publishable key, `pk_(test|live)_` and base64 of
 * `<frontend API host>$`.
 * @returns `https://<host>`, or null when it is no publishable key
 */
export function issuerOfPublishableKey(key: string): string | null {
  const encoded = /^pk_(?:test|live)_([A-Za-z0-9+/]+={0,2})$/.exec(key)?.[1];
  if (encoded === undefined) return null;
  const host = /^([a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]+)?)\$$/i.exec(
    Buffer.from(encoded, 'base64').toString('latin1'),
  )?.[1];
  return host === undefined ? null : `https://${host}`;
}
