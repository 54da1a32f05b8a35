import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { REFERRAL_STATUSES, type ReferralStatus } from '#contracts/referral.js';
import { PageCursor, PageLimit } from '../../common/http/page-query.decorators.js';
import { Text } from '../../common/http/text.decorator.js';

/** Query of `GET /admin/referrals`. */
export class ListReferralsDto {
  @ApiPropertyOptional({ enum: REFERRAL_STATUSES, default: 'held', example: 'held' })
  @IsIn(REFERRAL_STATUSES)
  @Text({ max: 10, optional: true })
  status?: ReferralStatus;

  @PageLimit()
  limit?: number;

  @PageCursor()
  cursor?: string;
}
