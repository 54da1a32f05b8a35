import { type AccountStatus, type AdminUserDetail, type AdminUserSummary } from '#contracts/admin.js';
import { type IndianState } from '#contracts/indian-states.js';
import { type Language, type SubscriptionStatus, type UserRole } from '#contracts/user.js';
import { type Placed } from '../../common/http/page.js';

/** A row of `admin_find_users()`. */
export interface AdminUserRow extends Placed {
  maskedPhoneNumber: string | null;
  ownerName: string | null;
  shopName: string | null;
  city: string | null;
  state: IndianState | null;
  subscriptionStatus: SubscriptionStatus;
  status: AccountStatus;
  role: UserRole;
  createdAt: Date;
  lastLogin: Date | null;
}

export const ADMIN_USER_COLUMNS = `
  id, masked_phone_number AS "maskedPhoneNumber", owner_name AS "ownerName", shop_name AS "shopName", city, state,
  subscription_status AS "subscriptionStatus", status, role, created_at AS "createdAt", last_login AS "lastLogin",
  created_at::text AS "cursorAt"`;

export function toAdminUserSummary({
  cursorAt: _,
  createdAt,
  lastLogin,
  ...row
}: AdminUserRow): AdminUserSummary {
  return { ...row, createdAt: createdAt.toISOString(), lastLogin: lastLogin?.toISOString() ?? null };
}

/** A row of the functions that answer one account. */
export interface AdminUserDetailRow {
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
  lastLogin: Date | null;
  blockedAt: Date | null;
  parkedAt: Date | null;
  eraseAfter: Date | null;
  erasedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  formerPhoneNumbers: { phoneNumber: string; reason: string; releasedAt: string }[];
  /** Counts are bigints, which the driver leaves as text. */
  invited: string;
  rewarded: string;
  invitedBy: string | null;
}

export const ADMIN_USER_DETAIL_COLUMNS = `
  id, phone_number AS "phoneNumber", phone_verified AS "phoneVerified", clerk_user_id AS "clerkUserId",
  owner_name AS "ownerName", shop_name AS "shopName", city, state, pincode, language, role,
  referral_code AS "referralCode", subscription_status AS "subscriptionStatus", status,
  documents_uploaded AS "documentsUploaded", monthly_upload_limit AS "monthlyUploadLimit",
  uploads_used_this_month AS "uploadsUsedThisMonth", last_login AS "lastLogin", blocked_at AS "blockedAt",
  parked_at AS "parkedAt", erase_after AS "eraseAfter", erased_at AS "erasedAt", created_at AS "createdAt",
  updated_at AS "updatedAt", former_phone_numbers AS "formerPhoneNumbers", invited, rewarded, invited_by AS "invitedBy"`;

export function toAdminUserDetail(row: AdminUserDetailRow): AdminUserDetail {
  const { invited, rewarded, invitedBy, formerPhoneNumbers, ...account } = row;
  return {
    ...account,
    lastLogin: isoOrNull(row.lastLogin),
    blockedAt: isoOrNull(row.blockedAt),
    parkedAt: isoOrNull(row.parkedAt),
    eraseAfter: isoOrNull(row.eraseAfter),
    erasedAt: isoOrNull(row.erasedAt),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    formerPhoneNumbers: formerPhoneNumbers.map(({ releasedAt, ...former }) => ({
      ...former,
      releasedAt: new Date(releasedAt).toISOString(),
    })),
    referrals: { invited: Number(invited), rewarded: Number(rewarded), invitedBy },
  };
}

function isoOrNull(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
