import { type AdminReferral } from '#contracts/admin.js';
import { type ReferralStatus } from '#contracts/referral.js';
import { type Placed } from '../../common/http/page.js';

/** A row of the functions that answer referrals. */
export interface AdminReferralRow extends Placed {
  status: ReferralStatus;
  heldReason: 'same_phone' | 'same_shop' | null;
  joinedAt: Date;
  activatedAt: Date | null;
  rewardedAt: Date | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  decisionReason: string | null;
  referrerId: string;
  referrerShopName: string | null;
  referrerCity: string | null;
  refereeId: string;
  refereeShopName: string | null;
  refereeCity: string | null;
}

export const ADMIN_REFERRAL_COLUMNS = `
  id, status, held_reason AS "heldReason", joined_at AS "joinedAt", activated_at AS "activatedAt",
  rewarded_at AS "rewardedAt", decided_at AS "decidedAt", decided_by AS "decidedBy",
  decision_reason AS "decisionReason", referrer_id AS "referrerId", referrer_shop_name AS "referrerShopName",
  referrer_city AS "referrerCity", referee_id AS "refereeId", referee_shop_name AS "refereeShopName",
  referee_city AS "refereeCity", joined_at::text AS "cursorAt"`;

export function toAdminReferral(row: AdminReferralRow): AdminReferral {
  return {
    id: row.id,
    status: row.status,
    heldReason: row.heldReason,
    referrer: { id: row.referrerId, shopName: row.referrerShopName, city: row.referrerCity },
    referee: { id: row.refereeId, shopName: row.refereeShopName, city: row.refereeCity },
    joinedAt: row.joinedAt.toISOString(),
    activatedAt: row.activatedAt?.toISOString() ?? null,
    rewardedAt: row.rewardedAt?.toISOString() ?? null,
    decision:
      row.decidedAt && row.decidedBy && row.decisionReason
        ? { at: row.decidedAt.toISOString(), by: row.decidedBy, reason: row.decisionReason }
        : null,
  };
}
