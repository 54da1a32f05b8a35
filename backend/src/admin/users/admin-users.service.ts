import { Injectable } from '@nestjs/common';
import { type AdminUserDetail, type AdminUserSummary } from '#contracts/admin.js';
import { type Page } from '#contracts/page.js';
import { AppError } from '../../common/errors/app-error.js';
import { placeOf, toPage, USUAL_PAGE } from '../../common/http/page.js';
import { AdminFunctions } from '../admin-functions.js';
import { withoutPhoneNumbers } from '../without-phone-numbers.js';
import {
  ADMIN_USER_COLUMNS,
  ADMIN_USER_DETAIL_COLUMNS,
  type AdminUserDetailRow,
  type AdminUserRow,
  toAdminUserDetail,
  toAdminUserSummary,
} from './admin-user.view.js';
import { type ChangePlanDto } from './change-plan.dto.js';
import { type FindUsersDto } from './find-users.dto.js';
import { type RestoreParkedDto } from './restore-parked.dto.js';
import { searchTermOf } from './search-term.js';

const FIND = `SELECT ${ADMIN_USER_COLUMNS} FROM admin_find_users($1, $2, $3, $4, $5, $6)`;

/** Which upload, and why. */
export interface UploadToGiveBack {
  uploadId: string;
  reason: string;
}

/** Other people's accounts, as an admin finds and changes them. */
@Injectable()
export class AdminUsersService {
  constructor(private readonly functions: AdminFunctions) {}

  /** @throws AppError `request.invalid` for a cursor that is none */
  async find(adminId: string, query: FindUsersDto): Promise<Page<AdminUserSummary>> {
    const { search, status = null, plan = null, limit = USUAL_PAGE, cursor } = query;
    const place = placeOf(cursor);
    const term = search === undefined ? null : searchTermOf(search);
    const rows = await this.functions.call<AdminUserRow>(adminId, FIND, [
      term,
      status,
      plan,
      place?.at ?? null,
      place?.id ?? null,
      limit + 1,
    ]);
    return toPage(rows, limit, toAdminUserSummary);
  }

  /** @throws AppError `request.not_found` */
  view(adminId: string, userId: string): Promise<AdminUserDetail> {
    return this.detail(adminId, 'admin_view_user($1)', [userId]);
  }

  /** @throws AppError `request.not_found`, `user.erased`, `request.invalid` when nothing is to be changed */
  async changePlan(adminId: string, userId: string, change: ChangePlanDto): Promise<AdminUserDetail> {
    const { subscriptionStatus = null, monthlyUploadLimit = null, reason } = change;
    if (subscriptionStatus === null && monthlyUploadLimit === null) {
      throw new AppError('request.invalid', { errors: [{ field: 'subscriptionStatus', code: 'required' }] });
    }
    const why = reason === undefined ? null : withoutPhoneNumbers(reason);
    const values = [userId, subscriptionStatus, monthlyUploadLimit, why];
    return this.detail(adminId, 'admin_change_plan($1, $2, $3, $4)', values);
  }

  /**
   * Ends every token at once and keeps the account out until it is unblocked. Repeating it does no harm.
   * @throws AppError `request.not_found`, `user.own_account`, `user.erased`
   */
  block(adminId: string, userId: string, reason: string): Promise<AdminUserDetail> {
    return this.detail(adminId, 'admin_block($1, $2)', [userId, withoutPhoneNumbers(reason)]);
  }

  /** @throws AppError `request.not_found` */
  unblock(adminId: string, userId: string, reason: string): Promise<AdminUserDetail> {
    return this.detail(adminId, 'admin_unblock($1, $2)', [userId, withoutPhoneNumbers(reason)]);
  }

  /**
   * Gives a parked account its last number back.
   * @throws AppError `request.not_found`, `user.not_parked`, `user.erased`, `user.own_account`, `user.phone_taken` when
   *   another account has the number and is not to be parked, or is blocked
   */
  restoreParked(adminId: string, userId: string, restore: RestoreParkedDto): Promise<AdminUserDetail> {
    const { reason, parkHolder = false } = restore;
    const values = [userId, withoutPhoneNumbers(reason), parkHolder];
    return this.detail(adminId, 'admin_restore_parked($1, $2, $3)', values);
  }

  /**
   * Frees the unit of a counted upload, for the month it was counted in.
   * @throws AppError `request.not_found`, `quota.given_back`, `user.erased`
   */
  giveBackUpload(adminId: string, userId: string, giveBack: UploadToGiveBack): Promise<AdminUserDetail> {
    const values = [userId, giveBack.uploadId, withoutPhoneNumbers(giveBack.reason)];
    return this.detail(adminId, 'admin_give_back_upload($1, $2, $3)', values);
  }

  private async detail(adminId: string, call: string, values: unknown[]): Promise<AdminUserDetail> {
    const statement = `SELECT ${ADMIN_USER_DETAIL_COLUMNS} FROM ${call}`;
    return toAdminUserDetail(await this.functions.callForOne<AdminUserDetailRow>(adminId, statement, values));
  }
}
