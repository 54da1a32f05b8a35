import { type SubscriptionStatus, type UserRole } from '#contracts/user.js';

/** A row of `users` as the API reads it. */
export interface UserRecord {
  id: string;
  /** Null once the number moved to somebody else or the account was erased. */
  phoneNumber: string | null;
  clerkUserId: string | null;
  ownerName: string | null;
  phoneVerified: boolean;
  shopName: string | null;
  city: string | null;
  state: string | null;
  pincode: string | null;
  language: string;
  role: UserRole;
  referralCode: string;
  subscriptionStatus: SubscriptionStatus;
  documentsUploaded: number;
  monthlyUploadLimit: number;
  uploadsUsedThisMonth: number;
  /** First day (`YYYY-MM-01`) of the month in Asia/Kolkata the counter beside it belongs to. */
  uploadsMonth: string | null;
  tokenGeneration: number;
  lastLogin: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** What an owner writes of the own profile; an absent field stays, and only the name may be taken away. */
export interface ProfileFields {
  ownerName?: string | null;
  shopName?: string;
  city?: string;
  state?: string;
  pincode?: string;
  language?: string;
}

/** The columns of a `UserRecord`, named in SQL so that a column added by a newer migration changes no answer. */
export const USER_COLUMNS = `
  id, phone_number AS "phoneNumber", clerk_user_id AS "clerkUserId", owner_name AS "ownerName",
  phone_verified AS "phoneVerified", shop_name AS "shopName", city, state, pincode, language, role,
  referral_code AS "referralCode", subscription_status AS "subscriptionStatus",
  documents_uploaded AS "documentsUploaded", monthly_upload_limit AS "monthlyUploadLimit",
  uploads_used_this_month AS "uploadsUsedThisMonth", uploads_month AS "uploadsMonth",
  token_generation AS "tokenGeneration", last_login AS "lastLogin", created_at AS "createdAt",
  updated_at AS "updatedAt"`;
