import { randomBytes, randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Makes an id in Clerk's form: a prefix that names the kind and 27 letters and digits. */
export function newId(prefix: string): string {
  const letters = Array.from({ length: 27 }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '0');
  return `${prefix}_${letters.join('')}`;
}

/** Makes a secret nobody can guess, for cookies. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Makes the trace id that every error answer carries. */
export function newTraceId(): string {
  return randomBytes(16).toString('hex');
}
