import { Injectable } from '@nestjs/common';
import { type AdminReferral, type ReferralFunnel, type ReferralFunnelDay } from '#contracts/admin.js';
import { type Page } from '#contracts/page.js';
import { placeOf, toPage, USUAL_PAGE } from '../../common/http/page.js';
import { AdminFunctions } from '../admin-functions.js';
import { withoutPhoneNumbers } from '../without-phone-numbers.js';
import { ADMIN_REFERRAL_COLUMNS, type AdminReferralRow, toAdminReferral } from './admin-referral.view.js';
import { type ListReferralsDto } from './list-referrals.dto.js';

const LIST = {
  newest: `SELECT ${ADMIN_REFERRAL_COLUMNS} FROM admin_list_referrals($1, $2, $3, $4)`,
  oldest: `SELECT ${ADMIN_REFERRAL_COLUMNS} FROM admin_list_referrals_oldest_first($1, $2, $3, $4)`,
};
const FUNNEL =
  'SELECT day::text, opened::int, joined::int, activated::int, rewarded::int FROM admin_referral_funnel()';

type Decision = 'approve' | 'reject' | 'reverse';

/** Referrals that wait for an admin's decision, and those decided. */
@Injectable()
export class AdminReferralsService {
  constructor(private readonly functions: AdminFunctions) {}

  /** @throws AppError `request.invalid` for a cursor that is none */
  async list(adminId: string, query: ListReferralsDto): Promise<Page<AdminReferral>> {
    const { status = 'held', order = 'newest', limit = USUAL_PAGE, cursor } = query;
    const place = placeOf(cursor);
    const values = [status, place?.at ?? null, place?.id ?? null, limit + 1];
    const rows = await this.functions.call<AdminReferralRow>(adminId, LIST[order], values);
    return toPage(rows, limit, toAdminReferral);
  }

  /**
   * Lets a held referral count: it is rewarded when the referee's profile is complete, else joined.
   * @throws AppError `request.not_found`, `referral.not_held`
   */
  approve(adminId: string, referralId: string, reason: string): Promise<AdminReferral> {
    return this.decide(adminId, 'approve', [referralId, withoutPhoneNumbers(reason)]);
  }

  /** @throws AppError `request.not_found`, `referral.not_held` */
  reject(adminId: string, referralId: string, reason: string): Promise<AdminReferral> {
    return this.decide(adminId, 'reject', [referralId, withoutPhoneNumbers(reason)]);
  }

  /**
   * Takes a reward back from both sides: a counter-grant beside each grant.
   * @throws AppError `request.not_found`, `referral.not_rewarded`
   */
  reverse(adminId: string, referralId: string, reason: string): Promise<AdminReferral> {
    return this.decide(adminId, 'reverse', [referralId, withoutPhoneNumbers(reason)]);
  }

  /** How far invitations came, day by day. */
  async funnel(adminId: string): Promise<ReferralFunnel> {
    return { days: await this.functions.call<ReferralFunnelDay>(adminId, FUNNEL, []) };
  }

  private async decide(adminId: string, act: Decision, values: unknown[]): Promise<AdminReferral> {
    const statement = `SELECT ${ADMIN_REFERRAL_COLUMNS} FROM admin_${act}_referral($1, $2)`;
    return toAdminReferral(await this.functions.callForOne<AdminReferralRow>(adminId, statement, values));
  }
}
