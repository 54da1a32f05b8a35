import { type AccountStatus } from '#contracts/admin.js';
import { type ReferralStatus } from '#contracts/referral.js';

/** How a status looks at a glance; it is always written out too. */
export const ACCOUNT_TONES: Record<AccountStatus, string> = {
  active: 'bg-good-wash text-good',
  blocked: 'bg-alert-wash text-alert',
  parked: 'bg-note-wash text-ink',
  erasing: 'bg-note-wash text-ink',
  erased: 'bg-well text-ink',
};

export const REFERRAL_TONES: Record<ReferralStatus, string> = {
  held: 'bg-note-wash text-ink',
  joined: 'bg-well text-ink',
  activated: 'bg-well text-ink',
  rewarded: 'bg-good-wash text-good',
  rejected: 'bg-alert-wash text-alert',
};

/** Stands where there is nothing to say. */
export const NOTHING = '–';
