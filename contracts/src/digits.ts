/**
 * Writes the decimal digits of every script (Devanagari, Tamil, fullwidth …) as ASCII; the rest stays.
 * Unicode keeps each script's ten digits in a row, zero first, so a digit's value is its distance from the zero.
 */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const codePoint = digit.codePointAt(0) ?? 0;
    let zero = codePoint;
    while (codePoint - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(codePoint - zero);
  });
}
