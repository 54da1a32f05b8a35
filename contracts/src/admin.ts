import { type IndianState } from './indian-states.js';
import { type HeldReason, type ReferralStatus } from './referral.js';
import { type Language, type SubscriptionStatus, type UserRole } from './user.js';

/** Where an account stands; of several the first in this order counts: erased, parked, blocked, erasing. */
export const ACCOUNT_STATUSES = ['active', 'blocked', 'parked', 'erasing', 'erased'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** The highest monthly limit an admin may set. */
export const MOST_UPLOADS_A_MONTH = 100_000;

/** An account in a list. Times are ISO 8601 in UTC. */
export interface AdminUserSummary {
  id: string;
  /** All but the last four digits hidden; null once the number was given up. */
  maskedPhoneNumber: string | null;
  ownerName: string | null;
  shopName: string | null;
  city: string | null;
  state: IndianState | null;
  subscriptionStatus: SubscriptionStatus;
  status: AccountStatus;
  role: UserRole;
  createdAt: string;
  lastLogin: string | null;
}

/** An account in full, for the one admin who asked for it. */
export interface AdminUserDetail {
  id: string;
  phoneNumber: string | null;
  phoneVerified: boolean;
  clerkUserId: string | null;
  ownerName: string | null;
  shopName: string | null;
  city: string | null;
  state: IndianState | null;
  pincode: string | null;
  language: Language;
  role: UserRole;
  referralCode: string;
  subscriptionStatus: SubscriptionStatus;
  status: AccountStatus;
  documentsUploaded: number;
  monthlyUploadLimit: number;
  uploadsUsedThisMonth: number;
  lastLogin: string | null;
  blockedAt: string | null;
  parkedAt: string | null;
  eraseAfter: string | null;
  erasedAt: string | null;
  createdAt: string;
  updatedAt: string;
  /** Newest first, the numbers masked. */
  formerPhoneNumbers: { phoneNumber: string; reason: string; releasedAt: string }[];
  referrals: { invited: number; rewarded: number; invitedBy: string | null };
}

/** One shop of a referral. */
export interface ReferralSide {
  id: string;
  shopName: string | null;
  city: string | null;
}

/** A referral as an admin decides about it. */
export interface AdminReferral {
  id: string;
  status: ReferralStatus;
  heldReason: HeldReason | null;
  referrer: ReferralSide;
  referee: ReferralSide;
  joinedAt: string;
  activatedAt: string | null;
  rewardedAt: string | null;
  decision: { at: string; by: string; reason: string } | null;
}

/** A day of the way from an opened link to a reward; each event counts on its own day in Asia/Kolkata. */
export interface ReferralFunnelDay {
  day: string;
  /** How often a valid code was looked up: its link opened, or the code typed. */
  opened: number;
  joined: number;
  activated: number;
  rewarded: number;
}

/** Answer of `GET /admin/referrals/funnel`: the last thirty days, today last. */
export interface ReferralFunnel {
  days: ReferralFunnelDay[];
}

/** Who did what to whom; no actor means the system itself. */
export interface AuditEntry {
  id: string;
  action: string;
  actorId: string | null;
  subjectId: string | null;
  details: Record<string, unknown>;
  createdAt: string;
}

/** Days that `GET /admin/stats/sign-ups` goes back at most. */
export const MOST_SIGN_UP_DAYS = 90;

/** A day in Asia/Kolkata and how many signed up on it. */
export interface SignUpsOfDay {
  day: string;
  signUps: number;
}

/** Answer of `GET /admin/stats/sign-ups`, today last. */
export interface SignUps {
  days: SignUpsOfDay[];
}

/** Which end of a list comes first. */
export const LIST_ORDERS = ['newest', 'oldest'] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

/** The longest reason an admin may give, in characters. */
export const LONGEST_REASON = 500;

/** How the shops are doing at this moment; days are days in Asia/Kolkata. */
export interface AdminStats {
  users: { total: number } & Record<AccountStatus, number>;
  /** Accounts that are not erased. */
  plans: Record<SubscriptionStatus, number>;
  seenInThirtyDays: number;
  uploadsThisMonth: number;
  /** The last thirty days, today last. */
  signUpsPerDay: SignUpsOfDay[];
  referrals: Record<ReferralStatus, number>;
}
