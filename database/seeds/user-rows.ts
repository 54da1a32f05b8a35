import { chance } from './identity.ts';
import { type Usage } from './shops.ts';
import { BLOCKED, ERASED, ERASURE_PENDING, PARKED } from './stories.ts';
import {
  ACCOUNTS,
  ADMIN_NUMBER,
  createdAt,
  identityOf,
  isNew,
  later,
  momentOf,
  shopOf,
  type Row,
  type World,
} from './world.ts';

/** Uploads a month by plan: the contract's. */
export const BASE_LIMIT = { free: 20, premium: 500 } as const;

// Old enough that uploads of months before this one are likely.
const FIRST_MONTH_DAYS = 31;

/**
 * The accounts that are not there yet. They have no Clerk user: the first sign-in with the number binds them.
 * @param grantedUploads uploads a month more, by `n`
 */
export function userRows(world: World, grantedUploads: ReadonlyMap<number, number>): Row[] {
  return ACCOUNTS.map(([n]) => n)
    .filter((n) => isNew(world, n))
    .map((n) => ({
      ...profile(world, n),
      ...counters(world, n, grantedUploads.get(n) ?? 0),
      ...times(world, n),
      ...fate(world, n),
    }));
}

function profile({ adminRole }: World, n: number): Row {
  const [, shopName, ownerName, city, state, pincode, language, plan] = shopOf(n);
  const { id, phoneNumber, referralCode } = identityOf(n);
  return {
    id,
    phone_number: phoneNumber,
    phone_verified: true,
    owner_name: ownerName,
    shop_name: shopName,
    city,
    state,
    pincode,
    language,
    role: n === ADMIN_NUMBER ? adminRole : 'owner',
    referral_code: referralCode,
    subscription_status: plan,
  };
}

function counters({ uploadMonth }: World, n: number, granted: number): Row {
  const [, , , , , , , plan, createdDaysAgo, , usage] = shopOf(n);
  const limit = BASE_LIMIT[plan] + granted;
  const used = usedOf(usage, limit);
  const monthsBefore = n === ADMIN_NUMBER ? 0 : Math.max(0, createdDaysAgo - FIRST_MONTH_DAYS) / 30;
  return {
    monthly_upload_limit: limit,
    uploads_used_this_month: used,
    uploads_month: uploadMonth,
    documents_uploaded: used + Math.floor(monthsBefore * limit * (0.2 + 0.6 * chance(`uploads of ${n}`))),
  };
}

function usedOf(usage: Usage, limit: number): number {
  if (usage === 'full') return limit;
  return usage === 'last' ? limit - 1 : usage;
}

function times(world: World, n: number): Row {
  const lastLogin = momentOf(world, n, shopOf(n)[9]);
  return {
    created_at: createdAt(world, n),
    last_login: lastLogin,
    updated_at: lastLogin,
    token_generation: 0,
  };
}

/** What sets a row apart from an account in use. Every row names every column: they are written in one statement. */
function fate(world: World, n: number): Row {
  const usual = { blocked_at: null, parked_at: null, erase_after: null, erased_at: null };
  switch (n) {
    case BLOCKED.n: {
      const at = momentOf(world, n, BLOCKED.daysAgo);
      return { ...usual, blocked_at: at, updated_at: at, token_generation: 1 };
    }
    case PARKED.n: {
      const at = createdAt(world, PARKED.holder);
      return { ...usual, phone_number: null, parked_at: at, updated_at: at, token_generation: 1 };
    }
    case ERASURE_PENDING.n: {
      const at = momentOf(world, n, ERASURE_PENDING.askedDaysAgo);
      return { ...usual, erase_after: later(at, { days: ERASURE_PENDING.waitDays }), updated_at: at };
    }
    case ERASED.n: {
      const at = momentOf(world, n, ERASED.daysAgo);
      const gone = { phone_number: null, phone_verified: false, last_login: null };
      return { ...usual, ...gone, erased_at: at, updated_at: at, token_generation: 1 };
    }
    default:
      return usual;
  }
}
