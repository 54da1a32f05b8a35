import { ApiProperty } from '@nestjs/swagger';
import { type UploadQuota } from '#contracts/quota.js';
import { SUBSCRIPTION_STATUSES, type SubscriptionStatus } from '#contracts/user.js';

class QuotaPartsDto {
  @ApiProperty({ enum: SUBSCRIPTION_STATUSES })
  plan!: SubscriptionStatus;

  @ApiProperty({ example: 20, description: 'What the plan brings' })
  planUploads!: number;

  @ApiProperty({ example: 5, description: 'What referrals brought, on either side' })
  referralUploads!: number;

  @ApiProperty({ example: 0, description: "What BharatPrint's support added or took away" })
  adjustment!: number;
}

/** `UploadQuota` of the contracts as OpenAPI needs it: a class. */
export class UploadQuotaDto implements UploadQuota {
  @ApiProperty({
    example: '2026-11-01',
    format: 'date',
    description: 'First day of the month in Asia/Kolkata',
  })
  month!: string;

  @ApiProperty({ example: 7 })
  used!: number;

  @ApiProperty({ example: 25, description: 'The sum of `parts`' })
  limit!: number;

  @ApiProperty({ type: QuotaPartsDto })
  parts!: QuotaPartsDto;

  @ApiProperty({
    example: '2026-11-30T18:30:00.000Z',
    format: 'date-time',
    description: 'When counting starts afresh',
  })
  monthTurnsAt!: string;
}
