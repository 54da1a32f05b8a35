import { parsePhoneNumber } from '#contracts/phone-number.js';

/**
 * Reads a comma-separated list of Indian mobile numbers.
 * @returns the numbers in E.164, or null when one of them is none
 */
export function parsePhoneNumbers(list: string): string[] | null {
  const numbers = list.split(',').map((item) => parsePhoneNumber(item));
  return numbers.every((number) => number.ok) ? numbers.map(({ phoneNumber }) => phoneNumber) : null;
}
