import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min, ValidateIf } from 'class-validator';
import { LONGEST_REASON, MOST_UPLOADS_A_MONTH } from '#contracts/admin.js';
import { SUBSCRIPTION_STATUSES, type SubscriptionStatus } from '#contracts/user.js';
import { Text } from '../../common/http/text.decorator.js';

/** Body of `PATCH /admin/users/:id`; plan or limit must be there. */
export class ChangePlanDto {
  @ApiPropertyOptional({
    enum: SUBSCRIPTION_STATUSES,
    example: 'premium',
    description:
      "Without a limit beside it the limit becomes the plan's (free 20, premium 500) and what was earned",
  })
  @IsIn(SUBSCRIPTION_STATUSES)
  @Text({ max: 10, optional: true })
  subscriptionStatus?: SubscriptionStatus;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: MOST_UPLOADS_A_MONTH, example: 500 })
  @ValidateIf((_object, value: unknown) => value !== undefined)
  @Max(MOST_UPLOADS_A_MONTH)
  @Min(0)
  @IsInt()
  monthlyUploadLimit?: number;

  @ApiPropertyOptional({
    minLength: 1,
    maxLength: LONGEST_REASON,
    example: 'Paid for a year, ticket 4714',
    description: 'Stands in the audit log',
  })
  @Text({ max: LONGEST_REASON, optional: true })
  reason?: string;
}
