import { asciiDigits } from '#contracts/digits.js';

export const CODE_LENGTH = 6;

/**
 * Finds the code in what was typed, filled in or pasted: `Your code is 123 456. It works for 10 minutes.` gives
 * `123456`. What is not a whole code yet comes back as its digits, at most six.
 */
export function codeFromText(text: string): string {
  const plain = asciiDigits(text.normalize('NFKC')).replace(/\p{Cf}/gu, '');
  const whole =
    /(?<!\d)\d(?:[\s-]?\d){5}(?![\s-]?\d)/.exec(plain)?.[0] ?? /(?<!\d)\d(?:[\s-]?\d){5}/.exec(plain)?.[0];
  return (whole ?? plain).replace(/\D/g, '').slice(0, CODE_LENGTH);
}
