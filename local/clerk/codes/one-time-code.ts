import { randomInt } from 'node:crypto';
import { type RefusalCode } from '../http/errors.ts';
import { isTestNumber } from './phone.ts';
import { type Verification } from '../state/records.ts';

const TEST_CODE = '424242';

export interface CheckedCode {
  verification: Verification | null;
  /** Why the code is refused; null when it is right. */
  refusal: RefusalCode | null;
}

/** Six digits: random ones, but the same ones for test numbers. */
export function newCode(phoneNumber: string): string {
  if (isTestNumber(phoneNumber)) return TEST_CODE;
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** A verification that waits for `code`. It takes the place of an older one, whose code and wrong tries are gone. */
export function newVerification(code: string, lifeSeconds: number, now: number): Verification {
  return { status: 'unverified', code, attempts: 0, sentAt: now, expireAt: now + lifeSeconds * 1000 };
}

/** Seconds until another code may be sent for the same attempt; 0 when it may be now. */
export function resendWait(verification: Verification | null, waitSeconds: number, now: number): number {
  if (verification === null) return 0;
  return Math.max(0, Math.ceil((verification.sentAt + waitSeconds * 1000 - now) / 1000));
}

/** Compares a typed code and says what becomes of the verification. A right code works once. */
export function checkCode(
  verification: Verification | null,
  typed: { code: string; maxWrongTries: number },
  now: number,
): CheckedCode {
  if (verification === null) return { verification, refusal: 'verification_missing' };
  if (verification.status === 'verified' || verification.status === 'transferable') {
    return { verification, refusal: 'verification_already_verified' };
  }
  if (verification.status === 'failed') return { verification, refusal: 'verification_failed' };
  if (now >= verification.expireAt) {
    return { verification: { ...verification, status: 'expired' }, refusal: 'verification_expired' };
  }
  const attempts = verification.attempts + 1;
  if (typed.code === verification.code) {
    return { verification: { ...verification, attempts, status: 'verified' }, refusal: null };
  }
  const status = attempts >= typed.maxWrongTries ? 'failed' : 'unverified';
  return { verification: { ...verification, attempts, status }, refusal: 'form_code_incorrect' };
}
