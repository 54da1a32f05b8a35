import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { LIST_ORDERS, type ListOrder } from '#contracts/admin.js';
import { REFERRAL_STATUSES, type ReferralStatus } from '#contracts/referral.js';
import { PageCursor, PageLimit } from '../../common/http/page-query.decorators.js';
import { Text } from '../../common/http/text.decorator.js';

/** Query of `GET /admin/referrals`. */
export class ListReferralsDto {
  @ApiPropertyOptional({ enum: REFERRAL_STATUSES, default: 'held' })
  @IsIn(REFERRAL_STATUSES)
  @Text({ max: 10, optional: true })
  status?: ReferralStatus;

  @ApiPropertyOptional({
    enum: LIST_ORDERS,
    default: 'newest',
    description: 'A cursor goes on in the order it was given in',
  })
  @IsIn(LIST_ORDERS)
  @Text({ max: 10, optional: true })
  order?: ListOrder;

  @PageLimit()
  limit?: number;

  @PageCursor()
  cursor?: string;
}
