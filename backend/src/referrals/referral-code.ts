import { randomInt } from 'node:crypto';

/** No 0, O, 1, I or L: people read codes aloud and type them. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 9;

/** Makes a referral code, `BP-` and nine characters (44.6 bits) of a cryptographic random generator. */
export function newReferralCode(): string {
  let code = 'BP-';
  for (let index = 0; index < LENGTH; index += 1) code += ALPHABET.charAt(randomInt(ALPHABET.length));
  return code;
}
