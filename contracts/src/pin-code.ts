import { asciiDigits } from './digits.js';
import { type IndianState } from './indian-states.js';

/**
 * States by the first digits of a PIN code (India Post's postal circles). Where a longer prefix belongs to
 * somebody else it stands first; a prefix that several states share lists them all, the likelier first.
 */
const STATES_BY_PREFIX: readonly (readonly [prefix: RegExp, states: readonly IndianState[]])[] = [
  [/^396/, ['Gujarat', 'Dadra and Nagar Haveli and Daman and Diu']],
  [/^403/, ['Goa']],
  [/^605/, ['Puducherry', 'Tamil Nadu']],
  [/^682/, ['Kerala', 'Lakshadweep']],
  [/^737/, ['Sikkim']],
  [/^744/, ['Andaman and Nicobar Islands']],
  [/^79[0-2]/, ['Arunachal Pradesh']],
  [/^79[34]/, ['Meghalaya']],
  [/^795/, ['Manipur']],
  [/^796/, ['Mizoram']],
  [/^79[78]/, ['Nagaland']],
  [/^799/, ['Tripura']],
  [/^11/, ['Delhi']],
  [/^1[23]/, ['Haryana']],
  [/^1[45]/, ['Punjab']],
  [/^16/, ['Chandigarh']],
  [/^17/, ['Himachal Pradesh']],
  [/^1[89]/, ['Jammu and Kashmir', 'Ladakh']],
  [/^2[0-8]/, ['Uttar Pradesh', 'Uttarakhand']],
  [/^3[0-4]/, ['Rajasthan']],
  [/^3[6-9]/, ['Gujarat']],
  [/^4[0-4]/, ['Maharashtra']],
  [/^4[5-8]/, ['Madhya Pradesh']],
  [/^49/, ['Chhattisgarh']],
  [/^50/, ['Telangana']],
  [/^5[1-3]/, ['Andhra Pradesh']],
  [/^5[6-9]/, ['Karnataka']],
  [/^6[0-6]/, ['Tamil Nadu']],
  [/^6[7-9]/, ['Kerala']],
  [/^7[0-4]/, ['West Bengal']],
  [/^7[5-7]/, ['Odisha']],
  [/^78/, ['Assam']],
  [/^8[0-5]/, ['Bihar', 'Jharkhand']],
];

/**
 * Reads a PIN code as people write it, with spaces or digits of another script.
 * @returns six ASCII digits, the first 1-9, or null
 */
export function parsePinCode(input: string): string | null {
  const digits = asciiDigits(input.normalize('NFKC'))
    .trim()
    .replace(/[\p{Zs}\p{Cf}-]/gu, '');
  return /^[1-9][0-9]{5}$/.test(digits) ? digits : null;
}

/**
 * The states a PIN code may lie in, the likeliest first; empty when unknown (9… is the Army's post).
 * A suggestion only: borders of postal circles and states differ, so nobody is refused by it.
 */
export function statesOfPinCode(pinCode: string): readonly IndianState[] {
  return STATES_BY_PREFIX.find(([prefix]) => prefix.test(pinCode))?.[1] ?? [];
}
