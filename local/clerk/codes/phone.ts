import { ClerkRefusal } from '../http/errors.ts';

const SEPARATORS = /[\s().\-\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const E164 = /^\+[1-9][0-9]{6,14}$/;
const INDIAN_MOBILE = /^\+91[6-9][0-9]{9}$/;
const TEST_NUMBER = /^\+919000000[0-9]{3}$/;
const LAST_TEST_NUMBER = 99;

/**
 * Brings a number to E.164, so that writing it differently makes neither a second user nor a second allowance of codes.
 * @param param the form field named in the refusal
 * @throws ClerkRefusal `form_param_format_invalid`
 */
export function toE164(input: string, param: string): string {
  const text = input.normalize('NFKC').replace(SEPARATORS, '').replace(/^00/, '+');
  const number = text.replace(/^\+910(?=[0-9]{10}$)/, '+91');
  const isIndian = number.startsWith('+91');
  if (!(isIndian ? INDIAN_MOBILE : E164).test(number)) {
    throw new ClerkRefusal('form_param_format_invalid', {
      param,
      longMessage: `${param} must be a valid phone number according to E.164 international standard.`,
    });
  }
  return number;
}

/** Codes go to Indian numbers only, like an instance that has India alone switched on. */
export function requireIndian(phoneNumber: string): void {
  if (phoneNumber.startsWith('+91')) return;
  // Only +1 and +7 are one digit long; two digits are near enough for a message.
  const countryCode = /^\+([17]|[0-9]{2})/.exec(phoneNumber)?.[1] ?? '';
  throw new ClerkRefusal('unsupported_country_code', { meta: { country_code: countryCode } });
}

/** +91 90000 00000 to 00099 always get the same code, as Clerk's own test numbers do. */
export function isTestNumber(phoneNumber: string): boolean {
  return TEST_NUMBER.test(phoneNumber) && Number(phoneNumber.slice(-3)) <= LAST_TEST_NUMBER;
}

/** Hides the middle of a number the way Clerk shows a first factor. */
export function maskedNumber(phoneNumber: string): string {
  return `${phoneNumber.slice(0, 3)}${'*'.repeat(phoneNumber.length - 7)}${phoneNumber.slice(-4)}`;
}
