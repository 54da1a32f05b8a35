import { isDevMode } from '@angular/core';
import { maskPhoneNumber } from '#contracts/phone-number.js';

const PHONE_NUMBERS = /\+91\d{10}/g;
const CODES_AND_TOKENS = /\b(?:\d{6}|eyJ[\w-]+\.[\w-]+\.[\w-]+)\b/g;

/** Tells the developer's console how a sign-in goes on; numbers are masked, codes and tokens left out. */
export function logAuthStep(step: string, detail?: unknown): void {
  if (!isDevMode()) return;
  const text = detail instanceof Error ? detail.message : JSON.stringify(detail ?? '');
  // eslint-disable-next-line no-console -- this is the one place that writes to the console, in development only
  console.debug(`[sign-in] ${hideSecrets(`${step} ${text}`)}`);
}

/** Leaves of phone numbers the last four digits, of codes and tokens nothing. */
export function hideSecrets(text: string): string {
  return text.replace(PHONE_NUMBERS, maskPhoneNumber).replace(CODES_AND_TOKENS, '…');
}
