import { ApiProperty } from '@nestjs/swagger';
import { REFERRAL_CODE_INPUT_LIMIT } from '#contracts/referral.js';
import { Text } from '../common/http/text.decorator.js';

/** Body of `POST /referrals/redeem`. */
export class RedeemReferralDto {
  @ApiProperty({
    example: 'BP-7KQ2M9XWZ',
    maxLength: REFERRAL_CODE_INPUT_LIMIT,
    description: 'In any case, with spaces or without the dash; or the link that was shared',
  })
  @Text({ max: REFERRAL_CODE_INPUT_LIMIT })
  code!: string;
}
