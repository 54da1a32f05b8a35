import { maskPhoneNumber, parsePhoneNumber } from '#contracts/phone-number.js';

/** Ten to fifteen digits of any script, with what people put between and before them. */
const LIKE_A_NUMBER = /(?<!\p{Nd})\+?\p{Nd}(?:[\p{Zs}().\u2010-\u2015-]{0,3}\p{Nd}){9,14}(?!\p{Nd})/gu;

/** Masks the Indian mobile numbers in a text: the audit log is kept longer than a number may be. */
export function withoutPhoneNumbers(text: string): string {
  return text.replace(LIKE_A_NUMBER, (written) => {
    const parsed = parsePhoneNumber(written);
    return parsed.ok ? maskPhoneNumber(parsed.phoneNumber) : written;
  });
}
