export interface PublishableKey {
  /** `https://<host>`, which every session token names. */
  issuer: string;
  /** Of a production instance. */
  isLive: boolean;
}

/**
 * Reads the issuer of session tokens out of Clerk's publishable key, `pk_(test|live)_` and base64 of
 * `<frontend API host>$`.
 * @returns null when it is no publishable key
 */
export function readPublishableKey(key: string): PublishableKey | null {
  const [, kind, encoded] = /^pk_(test|live)_([A-Za-z0-9+/]+={0,2})$/.exec(key) ?? [];
  if (encoded === undefined) return null;
  const host = /^([a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]+)?)\$$/i.exec(
    Buffer.from(encoded, 'base64').toString('latin1'),
  )?.[1];
  return host === undefined ? null : { issuer: `https://${host}`, isLive: kind === 'live' };
}
