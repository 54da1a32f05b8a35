import { isIPv6 } from 'node:net';

/**
 * What one line to the internet gives its customer: an IPv4 address, or the 64 bits before the 2⁶⁴ IPv6 addresses that
 * cost its holder nothing. Anything that is no IPv6 address stays as it is.
 */
export function networkOf(source: string): string {
  if (!isIPv6(source)) return source;
  const mapped = /^::ffff:([0-9.]+)$/i.exec(source)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = source.replace(/%.*$/, '').split('::');
  const first = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - first.length - (tail === '' ? 0 : tail.split(':').length);
  const groups = [...first, ...Array.from({ length: missing }, () => '0'), ...(tail ? tail.split(':') : [])];
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
