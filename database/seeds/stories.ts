/** What happened to single accounts, and who invited whom. Numbers are the `n` of shops.ts; days count back from now. */

export const BLOCKED = {
  n: 128,
  daysAgo: 10,
  reason: 'Copyright complaint of a publisher, unanswered for 14 days',
};

/** Its number was silent for 90 days, was given out again, and came back with the holder's first sign-in. */
export const PARKED = { n: 198, holder: 144 };

export const ERASURE_PENDING = { n: 149, askedDaysAgo: 2, waitDays: 7 };

export const ERASED = { n: 199, daysAgo: 100, askedDaysAgo: 107 };

/** Had the number of `newHolder` before, and gave it up. */
export const NUMBER_CHANGED = { n: 126, newHolder: 165, daysAgo: 40 };

export const PLAN_CHANGED = { n: 125, daysAgo: 60 };

export interface Decision {
  heldReason: 'same_phone' | 'same_shop';
  /** What an administrator said, so many days after the referee joined; absent while nobody has looked. */
  decided?: { afterDays: number; reason: string };
}

/** Referrals that were held once, by referee. */
export const DECISIONS: Readonly<Record<number, Decision>> = {
  103: { heldReason: 'same_shop' },
  165: { heldReason: 'same_phone' },
  107: {
    heldReason: 'same_shop',
    decided: { afterDays: 4, reason: 'Second account of the same shop: the owner said so on the phone' },
  },
};

export type Referral = readonly [
  referrer: number,
  referee: number,
  status: 'joined' | 'activated' | 'rewarded' | 'held' | 'rejected',
  /** From joining to the complete profile; the reward comes in the same moment. */
  hoursToActivation?: number,
];

export const REFERRALS: readonly Referral[] = [
  [1, 101, 'rewarded', 1],
  [1, 121, 'rewarded', 26],
  [1, 115, 'rewarded', 2],
  [1, 108, 'rewarded', 50],
  [1, 124, 'rewarded', 1],
  [1, 102, 'rewarded', 5],
  [1, 130, 'rewarded', 73],
  [1, 148, 'rewarded', 1],
  [1, 146, 'rewarded', 3],
  [1, 118, 'rewarded', 30],
  [1, 132, 'activated', 4],
  [1, 144, 'activated', 49],
  [1, 163, 'joined'],
  [1, 162, 'joined'],
  [1, 160, 'joined'],
  [1, 103, 'held'],

  [2, 105, 'rewarded', 2],
  [2, 106, 'rewarded', 20],
  [2, 127, 'rewarded', 1],
  [2, 143, 'rewarded', 6],
  [2, 140, 'activated', 12],
  [2, 161, 'joined'],
  [2, 107, 'rejected'],

  [3, 109, 'rewarded', 1],
  [3, 110, 'rewarded', 8],
  [3, 117, 'rewarded', 44],
  [3, 111, 'rewarded', 2],
  [3, 199, 'rewarded', 3],
  [3, 116, 'activated', 1],
  [3, 164, 'joined'],

  [121, 122, 'rewarded', 2],
  [121, 123, 'rewarded', 7],
  [112, 113, 'rewarded', 1],
  [112, 114, 'rewarded', 90],
  [115, 120, 'rewarded', 3],
  [134, 135, 'rewarded', 2],
  [134, 136, 'rewarded', 14],
  [134, 137, 'activated', 100],
  [137, 138, 'rewarded', 5],
  [126, 165, 'held'],
  [124, 125, 'rewarded', 1],
];
