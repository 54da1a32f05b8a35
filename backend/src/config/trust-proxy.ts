import { isIP } from 'node:net';

/** Whose `X-Forwarded-For` is believed: nobody's, so many hops before us, or these addresses. */
export type TrustProxy = false | number | string[];

const MOST_HOPS = 10;
const NAMED_RANGES = new Set(['loopback', 'linklocal', 'uniquelocal']);

/**
 * Reads a number of hops or a comma-separated list of addresses, CIDR ranges and proxy-addr's names for private ranges.
 * "Everybody" (`true`, `0.0.0.0/0`) is refused: then every client chooses its own address.
 */
export function parseTrustProxy(text: string): TrustProxy | null {
  if (/^[0-9]+$/.test(text)) return Number(text) <= MOST_HOPS ? Number(text) || false : null;
  const ranges = text.split(',').map((item) => item.trim());
  return ranges.every((range) => NAMED_RANGES.has(range) || isRange(range)) ? ranges : null;
}

function isRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return /^[0-9]{1,3}$/.test(prefix) && Number(prefix) > 0 && Number(prefix) <= (family === 4 ? 32 : 128);
}
