import { asciiDigits } from '#contracts/digits.js';

const END_OF_NUMBER = 4;
const WHOLE_NUMBER = 10;
const BETWEEN_DIGITS = /[\s()+./-]/g;

/**
 * What may stand in an address of what was typed: of a number, or of words with a whole number among them, the last four
 * digits. Addresses stay in histories and logs.
 */
export function searchTermOf(typed: string): string {
  const text = asciiDigits(typed.trim());
  const digits = text.replace(/\D/g, '');
  const isNumber = digits.length >= END_OF_NUMBER && text.replace(BETWEEN_DIGITS, '') === digits;
  return isNumber || digits.length >= WHOLE_NUMBER ? digits.slice(-END_OF_NUMBER) : typed.trim();
}
