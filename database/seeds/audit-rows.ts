import { demoId } from './identity.ts';
import { decidedAt, referralId } from './referral-rows.ts';
import {
  BLOCKED,
  DECISIONS,
  ERASED,
  ERASURE_PENDING,
  NUMBER_CHANGED,
  PARKED,
  PLAN_CHANGED,
  type Referral,
} from './stories.ts';
import { BASE_LIMIT } from './user-rows.ts';
import { ADMIN_NUMBER, createdAt, idOf, isNew, momentOf, shopOf, type Row, type World } from './world.ts';

interface Entry {
  /** Null: the system itself. */
  actor: number | null;
  subject: number;
  action: string;
  at: Date;
  details?: Record<string, unknown>;
}

/** What the audit log says of all this. An account that was there already gets an entry only for what it decided. */
export function auditRows(world: World, referrals: readonly Referral[]): Row[] {
  return [...signInEntries(world), ...erasureEntries(world), ...adminEntries(world, referrals)]
    .filter(({ actor, subject }) => isNew(world, subject) && mayAct(world, actor))
    .map(({ actor, subject, action, details = {}, at }) => ({
      id: demoId(`audit ${action} ${subject}`, shopOf(subject)[8]),
      actor_id: actor === null ? null : idOf(world, actor),
      subject_id: idOf(world, subject),
      action,
      details,
      created_at: at,
    }));
}

function mayAct(world: World, actor: number | null): boolean {
  return actor === null || actor === ADMIN_NUMBER || isNew(world, actor);
}

function signInEntries(world: World): Entry[] {
  const { n, daysAgo } = NUMBER_CHANGED;
  const entries: Entry[] = [
    {
      actor: PARKED.holder,
      subject: PARKED.n,
      action: 'user.parked',
      at: createdAt(world, PARKED.holder),
      details: { reason: 'reissued' },
    },
    { actor: n, subject: n, action: 'user.phone_changed', at: momentOf(world, n, daysAgo) },
  ];
  if (world.adminRole !== 'admin') return entries;
  const at = createdAt(world, ADMIN_NUMBER);
  return [...entries, { actor: null, subject: ADMIN_NUMBER, action: 'user.admin_granted', at }];
}

function erasureEntries(world: World): Entry[] {
  const requests = [ERASURE_PENDING, ERASED].map(({ n, askedDaysAgo }) => ({
    actor: n,
    subject: n,
    action: 'user.erasure_requested',
    at: momentOf(world, n, askedDaysAgo),
  }));
  const at = momentOf(world, ERASED.n, ERASED.daysAgo);
  return [...requests, { actor: null, subject: ERASED.n, action: 'user.erased', at }];
}

function adminEntries(world: World, referrals: readonly Referral[]): Entry[] {
  const decisions = referrals.flatMap(([, referee]) => {
    const at = decidedAt(world, referee);
    if (at === null) return [];
    const details = { referralId: referralId(referee), reason: DECISIONS[referee]?.decided?.reason };
    return { actor: ADMIN_NUMBER, subject: referee, action: 'admin.referral_rejected', at, details };
  });
  return [
    ...decisions,
    {
      actor: ADMIN_NUMBER,
      subject: BLOCKED.n,
      action: 'admin.user_blocked',
      at: momentOf(world, BLOCKED.n, BLOCKED.daysAgo),
      details: { reason: BLOCKED.reason },
    },
    {
      actor: ADMIN_NUMBER,
      subject: PLAN_CHANGED.n,
      action: 'admin.plan_changed',
      at: momentOf(world, PLAN_CHANGED.n, PLAN_CHANGED.daysAgo),
      details: {
        from: { subscriptionStatus: 'free', monthlyUploadLimit: BASE_LIMIT.free },
        to: { subscriptionStatus: 'premium', monthlyUploadLimit: BASE_LIMIT.premium },
      },
    },
  ];
}
