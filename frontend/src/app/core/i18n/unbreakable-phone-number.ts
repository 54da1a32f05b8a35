import { formatPhoneNumber } from '#contracts/phone-number.js';

/** A number within a sentence: cut in two lines it is hard to check. */
export function unbreakablePhoneNumber(phoneNumber: string): string {
  return formatPhoneNumber(phoneNumber).replaceAll(' ', '\u00a0');
}
