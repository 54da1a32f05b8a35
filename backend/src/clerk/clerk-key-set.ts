import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const SMALLEST_MODULUS_BITS = 2048;

const KEY_SET = z.object({ keys: z.array(z.unknown()).max(100) });
const RSA_KEY = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1).max(255),
  use: z.literal('sig').optional(),
  alg: z.literal('RS256').optional(),
  n: z.string(),
  e: z.string(),
});

/**
 * Reads a JSON Web Key Set. Only RSA keys for RS256 signatures are taken, whatever else it lists; of two keys with one
 * `kid` the first counts.
 * @throws Error when there is no usable key in it
 */
export function readClerkKeySet(body: unknown): ReadonlyMap<string, KeyObject> {
  const keys = new Map<string, KeyObject>();
  for (const listed of KEY_SET.parse(body).keys) {
    const jwk = RSA_KEY.safeParse(listed);
    const key = jwk.success ? toKeyObject(jwk.data) : null;
    if (jwk.success && key && !keys.has(jwk.data.kid)) keys.set(jwk.data.kid, key);
  }
  if (keys.size === 0) throw new Error('no usable key in the set');
  return keys;
}

function toKeyObject({ n, e }: z.output<typeof RSA_KEY>): KeyObject | null {
  try {
    const key = createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= SMALLEST_MODULUS_BITS ? key : null;
  } catch {
    // One broken key among good ones: the good ones still serve.
    return null;
  }
}
