import { demoId, demoPhoneNumber } from './identity.ts';
import { NUMBER_CHANGED, PARKED } from './stories.ts';
import { createdAt, idOf, isNew, momentOf, shopOf, type Row, type World } from './world.ts';

/** The numbers that accounts had before. */
export function phoneHistoryRows(world: World): Row[] {
  const { n, newHolder, daysAgo } = NUMBER_CHANGED;
  return [
    { n: PARKED.n, formerly: PARKED.holder, reason: 'reissued', at: createdAt(world, PARKED.holder) },
    { n, formerly: newHolder, reason: 'changed', at: momentOf(world, n, daysAgo) },
  ]
    .filter((entry) => isNew(world, entry.n))
    .map((entry) => ({
      id: demoId(`former number of ${entry.n}`, shopOf(entry.formerly)[8]),
      user_id: idOf(world, entry.n),
      phone_number: demoPhoneNumber(entry.formerly),
      reason: entry.reason,
      released_at: entry.at,
    }));
}
