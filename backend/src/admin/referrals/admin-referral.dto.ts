import { ApiProperty } from '@nestjs/swagger';
import { type AdminReferral, type ReferralSide } from '#contracts/admin.js';
import { type Page } from '#contracts/page.js';
import { REFERRAL_STATUSES, type ReferralStatus } from '#contracts/referral.js';

const ID = { format: 'uuid', example: '01936d2e-8c1a-7c4e-9b5e-0f6a2d4c8b1e' };
const TIME = { format: 'date-time', example: '2026-11-25T09:30:00.000Z' };

class ReferralSideDto implements ReferralSide {
  @ApiProperty(ID)
  id!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Sharma Prints' })
  shopName!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Jaipur' })
  city!: string | null;
}

class DecisionDto {
  @ApiProperty(TIME)
  at!: string;

  @ApiProperty({ ...ID, description: 'The admin' })
  by!: string;

  @ApiProperty({ example: 'Two brothers, two shops' })
  reason!: string;
}

/** `AdminReferral` of the contracts as OpenAPI needs it: a class. */
export class AdminReferralDto implements AdminReferral {
  @ApiProperty(ID)
  id!: string;

  @ApiProperty({ enum: REFERRAL_STATUSES })
  status!: ReferralStatus;

  @ApiProperty({ type: String, nullable: true, enum: ['same_phone', 'same_shop'] })
  heldReason!: 'same_phone' | 'same_shop' | null;

  @ApiProperty({ type: ReferralSideDto })
  referrer!: ReferralSideDto;

  @ApiProperty({ type: ReferralSideDto })
  referee!: ReferralSideDto;

  @ApiProperty(TIME)
  joinedAt!: string;

  @ApiProperty({ ...TIME, type: String, nullable: true })
  activatedAt!: string | null;

  @ApiProperty({ ...TIME, type: String, nullable: true })
  rewardedAt!: string | null;

  @ApiProperty({ type: DecisionDto, nullable: true })
  decision!: DecisionDto | null;
}

/** A page of referrals. */
export class AdminReferralPageDto implements Page<AdminReferral> {
  @ApiProperty({ type: [AdminReferralDto] })
  items!: AdminReferralDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: string | null;
}
