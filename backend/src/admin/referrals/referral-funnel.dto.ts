import { ApiProperty } from '@nestjs/swagger';
import { type ReferralFunnel, type ReferralFunnelDay } from '#contracts/admin.js';

class ReferralFunnelDayDto implements ReferralFunnelDay {
  @ApiProperty({ format: 'date', example: '2026-11-25' })
  day!: string;

  @ApiProperty({ example: 31, description: 'Look-ups of a valid code: a link opened, or a code typed' })
  opened!: number;

  @ApiProperty({ example: 6 })
  joined!: number;

  @ApiProperty({ example: 4 })
  activated!: number;

  @ApiProperty({ example: 3 })
  rewarded!: number;
}

/** `ReferralFunnel` of the contracts as OpenAPI needs it: a class. */
export class ReferralFunnelDto implements ReferralFunnel {
  @ApiProperty({ type: [ReferralFunnelDayDto] })
  days!: ReferralFunnelDayDto[];
}
