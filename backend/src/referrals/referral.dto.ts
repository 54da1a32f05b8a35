import { ApiProperty } from '@nestjs/swagger';
import {
  type Invitation,
  type MyReferrals,
  REFERRAL_STATUSES,
  type ReferralCodeLookUp,
  type ReferralStanding,
  type ReferralStatus,
  type ReferredShop,
  type Referrer,
} from '#contracts/referral.js';

const TIME = { format: 'date-time', example: '2026-11-25T09:30:00.000Z' };

/** `Referrer` of the contracts as OpenAPI needs it: a class. So are those below. */
export class ReferrerDto implements Referrer {
  @ApiProperty({ type: String, nullable: true, example: 'Sharma Prints' })
  shopName!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Jaipur' })
  city!: string | null;
}

export class ReferralCodeLookUpDto implements ReferralCodeLookUp {
  @ApiProperty()
  valid!: boolean;

  @ApiProperty({ type: ReferrerDto, nullable: true, description: 'Null for a code that is not valid' })
  referrer!: ReferrerDto | null;
}

export class ReferredShopDto implements ReferredShop {
  @ApiProperty({ type: String, nullable: true, example: 'Ravi Digital' })
  shopName!: string | null;

  @ApiProperty({ enum: REFERRAL_STATUSES })
  status!: ReferralStatus;

  @ApiProperty(TIME)
  joinedAt!: string;

  @ApiProperty({ ...TIME, type: String, nullable: true })
  activatedAt!: string | null;
}

class ReferralStatsDto {
  @ApiProperty({ example: 12, description: 'All who came by the code, but the rejected' })
  joined!: number;

  @ApiProperty({ example: 9, description: 'Of these, the activated and the rewarded' })
  activated!: number;

  @ApiProperty({ example: 45, description: 'Uploads a month more for inviting' })
  uploadsEarned!: number;
}

export class MyReferralsDto implements MyReferrals {
  @ApiProperty({ example: 'BP-7KQ2M9XWZ' })
  code!: string;

  @ApiProperty({ format: 'uri', example: 'https://bharatprint.in/r/BP-7KQ2M9XWZ' })
  link!: string;

  @ApiProperty({ type: ReferralStatsDto })
  stats!: ReferralStatsDto;

  @ApiProperty({ type: [ReferredShopDto] })
  items!: ReferredShopDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: string | null;
}

export class InvitationDto implements Invitation {
  @ApiProperty({ type: ReferrerDto })
  referrer!: ReferrerDto;

  @ApiProperty({ enum: REFERRAL_STATUSES })
  status!: ReferralStatus;

  @ApiProperty(TIME)
  joinedAt!: string;

  @ApiProperty({ ...TIME, type: String, nullable: true })
  activatedAt!: string | null;
}

class RewardsOfMonthDto {
  @ApiProperty({ example: 3 })
  thisMonth!: number;

  @ApiProperty({ example: 10 })
  mostAMonth!: number;

  @ApiProperty({ example: 5 })
  uploadsEach!: number;

  @ApiProperty({ format: 'date-time', example: '2026-11-30T18:30:00.000Z' })
  monthTurnsAt!: string;
}

export class ReferralStandingDto implements ReferralStanding {
  @ApiProperty({ type: RewardsOfMonthDto, description: 'In the present month in Asia/Kolkata' })
  rewards!: RewardsOfMonthDto;

  @ApiProperty({ type: InvitationDto, nullable: true })
  invitation!: InvitationDto | null;

  @ApiProperty({ ...TIME, type: String, nullable: true, description: 'Null when a code is out of question' })
  canRedeemUntil!: string | null;
}
