import { type Exception } from './lint-migrations.ts';

const EMPTY_THEN =
  'Released before there were accounts to sign in: the table was empty, the build took milliseconds.';
const NEVER_WRITTEN =
  'No build before this migration writes referrals: its own functions are the first, so the table is empty.';
const CALLED_WITHIN =
  'Only sign_in() calls it, which the same migration replaces; builds call sign_in() with six arguments or with eight, and both are there.';

/** Most are of migrations from before there was a check, which are released and may not be changed any more. */
export const EXCEPTIONS: readonly Exception[] = [
  ...excepted('FollowClerk1764500000008', 'index-blocks-writes', EMPTY_THEN, ['users_erase_after_idx']),
  ...excepted('SignInMindsEndedSessions1764500000009', 'contract', CALLED_WITHIN, [
    'settle_sign_in(text, text, text, bool, text)',
    'sign_in_again(text, text, text)',
  ]),
  ...excepted('FindUsers1764500000020', 'index-blocks-writes', EMPTY_THEN, [
    'users_created_at_id_idx',
    'users_phone_number_last_4_idx',
    'users_shop_words_idx',
    'users_blocked_at_idx',
    'users_parked_at_idx',
    'users_erased_at_idx',
    'audit_log_created_at_id_idx',
  ]),
  ...excepted('RedeemReferrals1764600000022', 'index-blocks-writes', NEVER_WRITTEN, [
    'referrals_joined_at_idx',
    'referrals_activated_at_idx',
    'referrals_referrer_id_rewarded_at_idx',
  ]),
];

function excepted(migration: string, rule: string, reason: string, objects: string[]): Exception[] {
  return objects.map((object) => ({ migration, rule, object, reason }));
}
