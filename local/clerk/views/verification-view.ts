import { type Verification } from '../state/records.ts';
import { type Json } from './json.ts';

/** A code that was sent, as clerk-js reads it. */
export function toVerificationView(verification: Verification): Json {
  return {
    object: 'verification_otp',
    status: verification.status,
    strategy: 'phone_code',
    attempts: verification.attempts,
    expire_at: verification.expireAt,
    channel: 'sms',
  };
}
