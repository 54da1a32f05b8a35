import { asciiDigits } from './digits.js';

/** Why a typed number is not an Indian mobile number. */
export const PHONE_NUMBER_REFUSALS = [
  'empty',
  'not_a_number',
  'other_country',
  'too_short',
  'too_long',
  'not_mobile',
  'repeated_digit',
] as const;

export type PhoneNumberRefusal = (typeof PHONE_NUMBER_REFUSALS)[number];

export type ParsedPhoneNumber =
  { ok: true; phoneNumber: string } | { ok: false; refusal: PhoneNumberRefusal };

/** Nobody types more than this for one number; longer input is refused before any work is done on it. */
export const PHONE_NUMBER_INPUT_LIMIT = 64;

const NATIONAL_LENGTH = 10;
const SEPARATORS = /[\p{Zs}.()/\u2010-\u2015\u2212-]/gu;
const INVISIBLE = /\p{Cf}/gu;

/**
 * Reads an Indian mobile number as people write it: with or without +91, 0091 or a trunk 0, with separators, with
 * digits of any script, with the invisible marks that chat apps add when a number is copied.
 * The rule is TRAI's numbering plan: ten digits, the first 6-9.
 * @param input what was typed or pasted
 * @returns the number in E.164 (`+91` and ten ASCII digits), or why it is refused
 */
export function parsePhoneNumber(input: string): ParsedPhoneNumber {
  if (input.length > PHONE_NUMBER_INPUT_LIMIT) return refuse('too_long');
  const text = asciiDigits(input.normalize('NFKC').replace(INVISIBLE, ''))
    .trim()
    .replace(/^tel:/i, '')
    .replace(SEPARATORS, '');
  if (text === '') return refuse('empty');
  if (!/^\+?[0-9]+$/.test(text)) return refuse('not_a_number');

  const international = /^(?:\+|00)([0-9]*)$/.exec(text)?.[1];
  if (international !== undefined && !international.startsWith('91')) return refuse('other_country');
  return parseNational(international === undefined ? withoutCountryCode(text) : international.slice(2));
}

/** Groups an E.164 Indian number for people: `+91 98765 43210`. Anything else comes back unchanged. */
export function formatPhoneNumber(phoneNumber: string): string {
  const parts = /^\+91([0-9]{5})([0-9]{5})$/.exec(phoneNumber);
  return parts ? `+91 ${parts[1] ?? ''} ${parts[2] ?? ''}` : phoneNumber;
}

/** Hides a number for logs and lists, all but the last four digits: `+91••••••3210`. */
export function maskPhoneNumber(phoneNumber: string): string {
  return `+91••••••${phoneNumber.slice(-4)}`;
}

function parseNational(digits: string): ParsedPhoneNumber {
  const national = digits.length === NATIONAL_LENGTH + 1 && digits.startsWith('0') ? digits.slice(1) : digits;
  if (national.length < NATIONAL_LENGTH) return refuse('too_short');
  if (national.length > NATIONAL_LENGTH) return refuse('too_long');
  if (!/^[6-9]/.test(national)) return refuse('not_mobile');
  if (/^([0-9])\1+$/.test(national)) return refuse('repeated_digit');
  return { ok: true, phoneNumber: `+91${national}` };
}

/** `9198765432` is itself a mobile number, so 91 is a country code only in front of a whole number. */
function withoutCountryCode(digits: string): string {
  const afterCode = /^0?91(0?[0-9]{10})$/.exec(digits)?.[1];
  return digits.length > NATIONAL_LENGTH + 1 && afterCode !== undefined ? afterCode : digits;
}

function refuse(refusal: PhoneNumberRefusal): ParsedPhoneNumber {
  return { ok: false, refusal };
}
