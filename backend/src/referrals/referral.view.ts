import { type Invitation, type ReferralStatus, type ReferredShop } from '#contracts/referral.js';
import { type Placed } from '../common/http/page.js';

/** A row of `my_invitation()`. */
export interface InvitationRow {
  status: ReferralStatus;
  joinedAt: Date;
  activatedAt: Date | null;
  shopName: string | null;
  city: string | null;
}

export const INVITATION_COLUMNS = `
  status, joined_at AS "joinedAt", activated_at AS "activatedAt", referrer_shop_name AS "shopName",
  referrer_city AS city`;

/** How the caller came here, as the API answers it. */
export function toInvitation({ status, joinedAt, activatedAt, shopName, city }: InvitationRow): Invitation {
  return {
    referrer: { shopName, city },
    status,
    joinedAt: joinedAt.toISOString(),
    activatedAt: activatedAt?.toISOString() ?? null,
  };
}

/** A row of `my_referred_shops()`. */
export interface ReferredShopRow extends Placed {
  status: ReferralStatus;
  joinedAt: Date;
  activatedAt: Date | null;
  shopName: string | null;
}

export const REFERRED_SHOP_COLUMNS = `
  id, status, joined_at AS "joinedAt", activated_at AS "activatedAt", shop_name AS "shopName",
  joined_at::text AS "cursorAt"`;

/** A shop the caller invited, as the API answers it. */
export function toReferredShop({ shopName, status, joinedAt, activatedAt }: ReferredShopRow): ReferredShop {
  return {
    shopName,
    status,
    joinedAt: joinedAt.toISOString(),
    activatedAt: activatedAt?.toISOString() ?? null,
  };
}
