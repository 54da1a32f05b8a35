import { asciiDigits } from '#contracts/digits.js';
import { parsePhoneNumber } from '#contracts/phone-number.js';

const END_OF_NUMBER = /^[0-9]{4,10}$/;

/**
 * Brings what an admin typed into what the database searches by: the last 4 to 10 digits of a number, which may be
 * written in any of the usual ways, or the words as they are.
 */
export function searchTermOf(typed: string): string {
  const parsed = parsePhoneNumber(typed);
  if (parsed.ok) return parsed.phoneNumber.slice(-10);
  const digits = asciiDigits(typed).replace(/[\s-]/g, '');
  return END_OF_NUMBER.test(digits) ? digits : typed;
}
