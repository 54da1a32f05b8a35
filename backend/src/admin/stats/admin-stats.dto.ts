import { ApiProperty } from '@nestjs/swagger';
import { type AdminStats, type SignUps, type SignUpsOfDay } from '#contracts/admin.js';

class UsersByStatusDto {
  @ApiProperty({ example: 62 })
  total!: number;

  @ApiProperty({ example: 58 })
  active!: number;

  @ApiProperty({ example: 1 })
  blocked!: number;

  @ApiProperty({ example: 1 })
  parked!: number;

  @ApiProperty({ example: 1 })
  erasing!: number;

  @ApiProperty({ example: 1 })
  erased!: number;
}

class UsersByPlanDto {
  @ApiProperty({ example: 50 })
  free!: number;

  @ApiProperty({ example: 11 })
  premium!: number;
}

class SignUpsOfDayDto implements SignUpsOfDay {
  @ApiProperty({ format: 'date', example: '2026-11-25' })
  day!: string;

  @ApiProperty({ example: 3 })
  signUps!: number;
}

class ReferralsByStatusDto {
  @ApiProperty({ example: 12 })
  joined!: number;

  @ApiProperty({ example: 9 })
  activated!: number;

  @ApiProperty({ example: 14 })
  rewarded!: number;

  @ApiProperty({ example: 4 })
  held!: number;

  @ApiProperty({ example: 2 })
  rejected!: number;
}

/** `AdminStats` of the contracts as OpenAPI needs it: a class. */
export class AdminStatsDto implements AdminStats {
  @ApiProperty({ type: UsersByStatusDto })
  users!: UsersByStatusDto;

  @ApiProperty({ type: UsersByPlanDto, description: 'Accounts that are not erased' })
  plans!: UsersByPlanDto;

  @ApiProperty({ example: 47 })
  seenInThirtyDays!: number;

  @ApiProperty({ example: 913, description: 'In the present month in Asia/Kolkata' })
  uploadsThisMonth!: number;

  @ApiProperty({ type: [SignUpsOfDayDto], description: 'Thirty days in Asia/Kolkata, today last' })
  signUpsPerDay!: SignUpsOfDayDto[];

  @ApiProperty({ type: ReferralsByStatusDto })
  referrals!: ReferralsByStatusDto;
}

/** `SignUps` of the contracts as OpenAPI needs it: a class. */
export class SignUpsDto implements SignUps {
  @ApiProperty({ type: [SignUpsOfDayDto] })
  days!: SignUpsOfDayDto[];
}
