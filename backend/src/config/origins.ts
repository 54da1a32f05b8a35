const LOOPBACK =
  /^((.+\.)?localhost\.?|127(\.[0-9]+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:(7f[0-9a-f]{2}:[0-9a-f]+|0:0)\])$/;

/**
 * Reads a comma-separated list of web origins as browsers send them in `Origin`. A trailing slash, the mistake
 * everybody makes, is trimmed; a wildcard, a path or a second origin without its comma is refused.
 * @returns the origins, or null when one of them is refused
 */
export function parseOrigins(list: string, { allowLocalhost }: { allowLocalhost: boolean }): string[] | null {
  const origins = list.split(',').map((item) => parseOrigin(item.trim(), allowLocalhost));
  return origins.every((origin) => origin !== null) ? [...new Set(origins)] : null;
}

function parseOrigin(text: string, allowLocalhost: boolean): string | null {
  if (!/^https?:\/\/[^/*?#@\s]+\/?$/i.test(text) || !URL.canParse(text)) return null;
  const { origin, hostname } = new URL(text);
  return !allowLocalhost && LOOPBACK.test(hostname) ? null : origin;
}
