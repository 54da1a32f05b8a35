import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { ACCOUNT_STATUSES, type AccountStatus } from '#contracts/admin.js';
import { SUBSCRIPTION_STATUSES, type SubscriptionStatus } from '#contracts/user.js';
import { PageCursor, PageLimit } from '../../common/http/page-query.decorators.js';
import { Text } from '../../common/http/text.decorator.js';

const LONGEST_SEARCH = 100;

/** Query of `GET /admin/users`. */
export class FindUsersDto {
  @ApiPropertyOptional({
    maxLength: LONGEST_SEARCH,
    example: 'asha pune',
    description:
      'The last four digits of the number or more of it, in any notation; else the beginnings of words of shop name and city',
  })
  @Text({ max: LONGEST_SEARCH, optional: true })
  search?: string;

  @ApiPropertyOptional({ enum: ACCOUNT_STATUSES })
  @IsIn(ACCOUNT_STATUSES)
  @Text({ max: 10, optional: true })
  status?: AccountStatus;

  @ApiPropertyOptional({ enum: SUBSCRIPTION_STATUSES })
  @IsIn(SUBSCRIPTION_STATUSES)
  @Text({ max: 10, optional: true })
  plan?: SubscriptionStatus;

  @PageLimit()
  limit?: number;

  @PageCursor()
  cursor?: string;
}
