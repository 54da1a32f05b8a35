import { asciiDigits } from '#contracts/digits.js';

export const CODE_LENGTH = 6;

const ALONE = /(?<!\d)\d(?:[\s-]?\d){5}(?![\s-]?\d)/;
const AHEAD_OF_MORE = /(?<!\d)\d(?:[\s-]?\d){5}/;

/**
 * Finds the code in what was typed, filled in or pasted: `Your code is 123 456. It works for 10 minutes.` gives
 * `123456`. What is not a whole code yet comes back as its digits, at most six.
 */
export function codeFromText(text: string): string {
  const plain = plainDigits(text);
  const whole = (ALONE.exec(plain) ?? AHEAD_OF_MORE.exec(plain))?.[0];
  return (whole ?? plain).replace(/\D/g, '').slice(0, CODE_LENGTH);
}

/** Whether the text says by itself which six digits are the code: none stands too close to them. */
export function holdsCodeAlone(text: string): boolean {
  return ALONE.test(plainDigits(text));
}

function plainDigits(text: string): string {
  return asciiDigits(text.normalize('NFKC')).replace(/\p{Cf}/gu, '');
}
