import { type ReverificationRecord, type UserRecord } from '../state/records.ts';
import { toPhoneFactorView } from './attempt-views.ts';
import { type Json } from './json.ts';
import { toVerificationView } from './verification-view.ts';

/** A session's user being asked for a code again, as clerk-js reads it. */
export function toReverificationView(
  { verification }: ReverificationRecord,
  { user, session }: { user: UserRecord; session: Json },
): Json {
  const proved = user.phoneNumbers.filter((phone) => phone.verifiedBy !== null);
  return {
    object: 'session_reverification',
    // There is no second factor here, and Clerk then falls back to the first whatever was asked for.
    level: 'first_factor',
    status: verification?.status === 'verified' ? 'complete' : 'needs_first_factor',
    supported_first_factors: proved.map(({ id, phoneNumber }) =>
      toPhoneFactorView(id, phoneNumber, id === user.primaryPhoneNumberId),
    ),
    supported_second_factors: null,
    first_factor_verification: verification && toVerificationView(verification),
    second_factor_verification: null,
    session,
  };
}
