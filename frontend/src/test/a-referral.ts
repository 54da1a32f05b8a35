import {
  type Invitation,
  type MyReferrals,
  type ReferralStanding,
  type ReferredShop,
} from '#contracts/referral.js';

/** A shop that came by Asha's code, late in the evening of 22 November in India. */
export function aReferredShop(changed: Partial<ReferredShop> = {}): ReferredShop {
  return {
    shopName: 'Ravi Xerox',
    status: 'joined',
    joinedAt: '2026-11-21T19:00:00.000Z',
    activatedAt: null,
    ...changed,
  };
}

/** Asha's referrals as the API answers them: nobody yet, unless said otherwise. */
export function someReferrals(changed: Partial<MyReferrals> = {}): MyReferrals {
  return {
    code: 'BP-7K3MX2QHR',
    link: 'https://bharatprint.test/r/BP-7K3MX2QHR',
    stats: { joined: 0, activated: 0, uploadsEarned: 0 },
    items: [],
    nextCursor: null,
    ...changed,
  };
}

/** What Asha may still earn in November; too late for a code of somebody else. */
export function aStanding(changed: Partial<ReferralStanding> = {}): ReferralStanding {
  return {
    rewards: { thisMonth: 3, mostAMonth: 10, uploadsEach: 5, monthTurnsAt: '2026-11-30T18:30:00.000Z' },
    invitation: null,
    canRedeemUntil: null,
    ...changed,
  };
}

/** How Asha came here: by Ravi's code. */
export function anInvitation(changed: Partial<Invitation> = {}): Invitation {
  return {
    referrer: { shopName: 'Ravi Xerox', city: 'Jodhpur' },
    status: 'rewarded',
    joinedAt: '2026-11-20T04:30:00.000Z',
    activatedAt: '2026-11-20T04:30:00.000Z',
    ...changed,
  };
}
