import { demoId } from './identity.ts';
import { DECISIONS, REFERRALS, type Referral } from './stories.ts';
import { ADMIN_NUMBER, createdAt, idOf, isNew, later, shopOf, type Row, type World } from './world.ts';

/** Uploads a month that a referral earns each side: the contract's. */
export const REWARD_UPLOADS = 5;

// The code is typed in on the way through the sign-up.
const HOURS_TO_JOIN = 0.05;

/**
 * The referrals that can be made without a change to an account that is there already: what its referee is must be
 * ours to decide, and so must be what the referrer earned or was held for.
 */
export function possibleReferrals(world: World): Referral[] {
  return REFERRALS.filter(
    ([referrer, referee, status]) =>
      isNew(world, referee) && (isNew(world, referrer) || status === 'joined' || status === 'activated'),
  );
}

/** Uploads a month that `referrals` earned, by `n`. */
export function grantedUploads(referrals: readonly Referral[]): Map<number, number> {
  const granted = new Map<number, number>();
  for (const [referrer, referee, status] of referrals) {
    if (status !== 'rewarded') continue;
    for (const n of [referrer, referee]) granted.set(n, (granted.get(n) ?? 0) + REWARD_UPLOADS);
  }
  return granted;
}

export function referralRow(world: World, referral: Referral): Row {
  const [referrer, referee, status, hoursToActivation] = referral;
  const joined = joinedAt(world, referee);
  const activated = hoursToActivation === undefined ? null : later(joined, { hours: hoursToActivation });
  const decided = decidedAt(world, referee);
  return {
    id: referralId(referee),
    referrer_id: idOf(world, referrer),
    referee_id: idOf(world, referee),
    status,
    held_reason: DECISIONS[referee]?.heldReason ?? null,
    joined_at: joined,
    activated_at: activated,
    rewarded_at: status === 'rewarded' ? activated : null,
    decided_at: decided,
    decided_by: decided && idOf(world, ADMIN_NUMBER),
    decision_reason: DECISIONS[referee]?.decided?.reason ?? null,
    updated_at: decided ?? activated ?? joined,
  };
}

function joinedAt(world: World, referee: number): Date {
  return later(createdAt(world, referee), { hours: HOURS_TO_JOIN });
}

/** When an administrator decided about a held referral, or null. */
export function decidedAt(world: World, referee: number): Date | null {
  const decided = DECISIONS[referee]?.decided;
  return decided === undefined ? null : later(joinedAt(world, referee), { days: decided.afterDays });
}

/** Both sides' grants of a rewarded referral; none for another. */
export function grantRows(world: World, referral: Referral): Row[] {
  const [referrer, referee, status] = referral;
  if (status !== 'rewarded') return [];
  const { id, rewarded_at: rewardedAt } = referralRow(world, referral);
  return [
    { side: 'referrer', n: referrer },
    { side: 'referee', n: referee },
  ].map(({ side, n }) => ({
    id: demoId(`grant ${referee} ${side}`, shopOf(referee)[8]),
    user_id: idOf(world, n),
    referral_id: id,
    side,
    kind: 'reward',
    uploads: REWARD_UPLOADS,
    created_at: rewardedAt,
  }));
}

/** A referee has one referral at most, so it names it. */
export function referralId(referee: number): string {
  return demoId(`referral of ${referee}`, shopOf(referee)[8]);
}
