import { Injectable } from '@nestjs/common';
import { type UploadQuota } from '#contracts/quota.js';
import { AppError } from '../common/errors/app-error.js';
import { HotStatements } from '../database/hot-statements.js';
import { RowScope } from '../database/row-scope.js';
import { toUploadQuota } from './upload-quota.view.js';

/** The uploads of a month. The database counts, by its own clock; nothing here adds or compares. */
@Injectable()
export class QuotaService {
  constructor(
    private readonly statements: HotStatements,
    private readonly scope: RowScope,
  ) {}

  /**
   * Counts an upload against the month. Named again, it is counted no second time: a retry after a lost answer is safe.
   * @param uploadId chosen by the client; it means something within the one account only
   * @throws AppError `quota.exceeded` with when the next month begins, `quota.given_back` for an upload that was counted
   *   and is free again, which must not be uploaded for nothing
   */
  async consume(userId: string, uploadId: string): Promise<UploadQuota> {
    const consumed = await this.statements.consumeUpload(userId, uploadId);
    if (!consumed) throw accountIsGone();
    if (consumed.outcome === 'given_back') throw new AppError('quota.given_back');
    if (consumed.outcome === 'exceeded') {
      throw new AppError('quota.exceeded', {
        retryAfter: consumed.secondsToTurn,
        opensAt: consumed.monthTurnsAt.toISOString(),
      });
    }
    return toUploadQuota(consumed);
  }

  async stateOf(userId: string): Promise<UploadQuota> {
    const record = await this.statements.uploadQuota(userId);
    if (!record) throw accountIsGone();
    return toUploadQuota(record);
  }

  /**
   * Frees the unit of an upload that failed on our side. Never on its owner's word, who could print for nothing.
   * @throws AppError `request.not_found`, `quota.given_back` from the second time on
   */
  async giveBack(userId: string, uploadId: string): Promise<void> {
    const [row] = await this.scope.callUnscoped<{ outcome: string }>(
      'SELECT give_back_upload($1, $2) AS outcome',
      [userId, uploadId],
    );
    if (row?.outcome === 'unknown') throw new AppError('request.not_found');
    if (row?.outcome === 'given_back_before') throw new AppError('quota.given_back');
  }
}

/** Blocked, parked or erased since the guard let the request in; its token opens nothing more. */
function accountIsGone(): AppError {
  return new AppError('auth.unauthorized', { reason: 'the account ended during the request' });
}
