import { type AdminUserDetail, type AdminUserSummary } from '#contracts/admin.js';
import { type Placed } from '../../common/http/page.js';

/** A row of `admin_find_users()`: the summary, with times as the driver reads them. */
export type AdminUserRow = Placed &
  Omit<AdminUserSummary, 'createdAt' | 'lastLogin'> & { createdAt: Date; lastLogin: Date | null };

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

type MaybeTime = 'lastLogin' | 'blockedAt' | 'parkedAt' | 'eraseAfter' | 'erasedAt';
type Time = 'createdAt' | 'updatedAt';

/** A row of the functions that answer one account: the detail, with times and counts as the driver reads them. */
export type AdminUserDetailRow = Omit<AdminUserDetail, MaybeTime | Time | 'referrals'> &
  Record<MaybeTime, Date | null> &
  Record<Time, Date> & { invited: string; rewarded: string; invitedBy: string | null };

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
