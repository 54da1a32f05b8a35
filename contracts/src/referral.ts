import { asciiDigits } from './digits.js';
import { type ErrorCode } from './error-codes.js';
import { type Page } from './page.js';

/**
 * Where a referral stands: `joined` (the referee has an account), `activated` (with a complete profile), `rewarded` (both
 * sides have their uploads); or `held` until an admin decides, or `rejected`.
 */
export const REFERRAL_STATUSES = ['joined', 'activated', 'rewarded', 'held', 'rejected'] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

/** Why a referral is held: the number was known here before, or both shops have one name and PIN code. */
export const HELD_REASONS = ['same_phone', 'same_shop'] as const;
export type HeldReason = (typeof HELD_REASONS)[number];

/** Uploads a month that an activated referral earns each side. */
export const REWARD_UPLOADS = 5;

/** Rewards a referrer gets in one month in Asia/Kolkata; referrals beyond them stay `activated`. */
export const MOST_REWARDS_A_MONTH = 10;

/** How long after signing up a code may still be redeemed. */
export const REDEEM_WITHIN_DAYS = 7;

/** The longest text that is looked at for a code: somebody may paste the whole message the link came in. */
export const REFERRAL_CODE_INPUT_LIMIT = 1_000;

const CODE_LENGTH = 9;
const IN_A_LINK = /\/r\/([\p{L}\p{N}\p{Pd}]+)/u;
const SEPARATORS = /[\p{Zs}\p{Cf}\p{Pd}\u2212]/gu;

/**
 * Reads a referral code as people write it: any case, with spaces or dashes or without, without the `BP`, or inside the
 * link that was shared. Whether there is such a code is for the API to say.
 * @returns `BP-` and nine of `A-Z0-9`, or null when it cannot be a code
 */
export function parseReferralCode(input: string): string | null {
  if (input.length > REFERRAL_CODE_INPUT_LIMIT) return null;
  const text = asciiDigits(input.normalize('NFKC'));
  const shared = IN_A_LINK.exec(text)?.[1] ?? text;
  const code = shared.replace(SEPARATORS, '').toUpperCase();
  const rest = code.length === CODE_LENGTH + 2 && code.startsWith('BP') ? code.slice(2) : code;
  return rest.length === CODE_LENGTH && /^[A-Z0-9]+$/.test(rest) ? `BP-${rest}` : null;
}

/** The shop behind a code, as it shows itself to whom it invites. */
export interface Referrer {
  shopName: string | null;
  city: string | null;
}

/** Answer of `GET /referrals/codes/:code`. */
export interface ReferralCodeLookUp {
  valid: boolean;
  /** Null for a code that is not valid. */
  referrer: Referrer | null;
}

/** A shop the caller invited. Times are ISO 8601 in UTC. */
export interface ReferredShop {
  /** Null while the shop has no name, and once its account is erased. */
  shopName: string | null;
  status: ReferralStatus;
  joinedAt: string;
  activatedAt: string | null;
}

/** Answer of `GET /referrals/me`, newest first. */
export interface MyReferrals extends Page<ReferredShop> {
  code: string;
  /** The portal's page for whoever is invited, `https://…/r/BP-…`. */
  link: string;
  stats: {
    /** All who came by the code, but the rejected. */
    joined: number;
    /** Of these, the activated and the rewarded. */
    activated: number;
    /** Uploads a month the caller has more for inviting. */
    uploadsEarned: number;
  };
}

/** Answer of `POST /referrals/redeem`, and how the caller came here. */
export interface Invitation {
  referrer: Referrer;
  status: ReferralStatus;
  joinedAt: string;
  activatedAt: string | null;
}

/** Answer of `GET /referrals/me/standing`: what the caller may still earn. */
export interface ReferralStanding {
  rewards: {
    /** Rewards for inviting in the present month in Asia/Kolkata. */
    thisMonth: number;
    mostAMonth: number;
    /** Uploads a month that each of them brings either side. */
    uploadsEach: number;
    /** When the next month begins. */
    monthTurnsAt: string;
  };
  /** Who invited the caller; null when nobody did. */
  invitation: Invitation | null;
  /** Until when the caller may redeem a code; null when one was redeemed or the time is over. */
  canRedeemUntil: string | null;
}

/** What the exchange says of a code it was given. */
export interface InvitationOutcome {
  /** Where the referral stands; `ignored` when the sign-in went through without it. */
  status: ReferralStatus | 'ignored';
  /** What is wrong with an ignored code. */
  code?: ErrorCode;
}
