import { type IndianState } from './indian-states.js';

export const USER_ROLES = ['owner', 'admin'] as const;
export type UserRole = (typeof USER_ROLES)[number];

export const SUBSCRIPTION_STATUSES = ['free', 'premium'] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** Languages the portal speaks, ISO 639-1. */
export const LANGUAGES = ['en', 'hi'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The longest value of each free-text field, in characters after trimming. */
export const PROFILE_LIMITS = { ownerName: 100, shopName: 120, city: 80 } as const;

/** A shop's account as its owner sees it. Times are ISO 8601 in UTC. */
export interface UserProfile {
  id: string;
  /** E.164, `+91` and ten digits. */
  phoneNumber: string;
  phoneVerified: boolean;
  ownerName: string | null;
  shopName: string | null;
  city: string | null;
  state: IndianState | null;
  /** Six digits, the first 1-9. */
  pincode: string | null;
  language: Language;
  role: UserRole;
  /** `BP-` and nine characters. */
  referralCode: string;
  /** Shop name, city, state and PIN code are all there. */
  onboardingCompleted: boolean;
  subscriptionStatus: SubscriptionStatus;
  /** Uploads since the account began; never falls. */
  documentsUploaded: number;
  monthlyUploadLimit: number;
  /** Uploads in the present month in Asia/Kolkata. */
  uploadsUsedThisMonth: number;
  lastLogin: string | null;
  createdAt: string;
  updatedAt: string;
}

/** What an owner may write of the own profile; an absent field stays as it is. */
export interface ProfileUpdate {
  ownerName?: string | null;
  shopName?: string;
  city?: string;
  state?: string;
  pincode?: string;
  language?: Language;
}
