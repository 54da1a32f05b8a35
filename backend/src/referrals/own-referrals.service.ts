import { Inject, Injectable } from '@nestjs/common';
import {
  MOST_REWARDS_A_MONTH,
  type MyReferrals,
  REDEEM_WITHIN_DAYS,
  type ReferralStanding,
  REWARD_UPLOADS,
} from '#contracts/referral.js';
import { type UserProfile } from '#contracts/user.js';
import { placeOf, toPage, USUAL_PAGE } from '../common/http/page.js';
import { ENVIRONMENT, type Environment } from '../config/env.js';
import { RowScope } from '../database/row-scope.js';
import { type ListOwnReferralsDto } from './list-own-referrals.dto.js';
import { readInvitation } from './read-invitation.js';
import { REFERRED_SHOP_COLUMNS, type ReferredShopRow, toReferredShop } from './referral.view.js';

const STATS = `
  SELECT count(*) FILTER (WHERE status <> 'rejected')::int AS joined,
    count(*) FILTER (WHERE status IN ('activated', 'rewarded'))::int AS activated,
    (SELECT coalesce(sum(uploads), 0)::int FROM upload_grants
      WHERE user_id = $1 AND side = 'referrer') AS "uploadsEarned"
  FROM referrals WHERE referrer_id = $1`;
const SHOPS = `SELECT ${REFERRED_SHOP_COLUMNS} FROM my_referred_shops($1, $2, $3)`;
const THIS_MONTH = `
  SELECT count(*)::int AS "thisMonth",
    (date_trunc('month', now() AT TIME ZONE 'Asia/Kolkata') + interval '1 month') AT TIME ZONE 'Asia/Kolkata'
      AS "monthTurnsAt"
  FROM referrals
  WHERE referrer_id = $1 AND rewarded_at >= date_trunc('month', now(), 'Asia/Kolkata')`;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What inviting has brought the caller, and may bring yet. */
@Injectable()
export class OwnReferralsService {
  constructor(
    private readonly scope: RowScope,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** @throws AppError `request.invalid` for a cursor that is none */
  async mine({ id, referralCode }: UserProfile, query: ListOwnReferralsDto): Promise<MyReferrals> {
    const { limit = USUAL_PAGE, cursor } = query;
    const place = placeOf(cursor);
    return this.scope.run(id, async (manager) => {
      const [stats] = await manager.query<[MyReferrals['stats']]>(STATS, [id]);
      const shops = await manager.query<ReferredShopRow[]>(SHOPS, [
        place?.at ?? null,
        place?.id ?? null,
        limit + 1,
      ]);
      return {
        code: referralCode,
        link: this.linkOf(referralCode),
        stats,
        ...toPage(shops, limit, toReferredShop),
      };
    });
  }

  async standing({ id, createdAt }: UserProfile): Promise<ReferralStanding> {
    const { month, invitation } = await this.scope.run(id, async (manager) => {
      const [counted] = await manager.query<[{ thisMonth: number; monthTurnsAt: Date }]>(THIS_MONTH, [id]);
      return { month: counted, invitation: await readInvitation(manager) };
    });
    const redeemableUntil = new Date(Date.parse(createdAt) + REDEEM_WITHIN_DAYS * DAY_MS);
    return {
      rewards: {
        thisMonth: month.thisMonth,
        mostAMonth: MOST_REWARDS_A_MONTH,
        uploadsEach: REWARD_UPLOADS,
        monthTurnsAt: month.monthTurnsAt.toISOString(),
      },
      invitation,
      canRedeemUntil:
        invitation || redeemableUntil.getTime() < Date.now() ? null : redeemableUntil.toISOString(),
    };
  }

  /** The first of the portal's origins is the one people know. */
  private linkOf(code: string): string {
    return `${this.environment.corsOrigins[0] ?? ''}/r/${code}`;
  }
}
