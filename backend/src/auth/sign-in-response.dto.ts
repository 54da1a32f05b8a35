import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ERROR_STATUS, type ErrorCode } from '#contracts/error-codes.js';
import { type InvitationOutcome, REFERRAL_STATUSES, type ReferralStatus } from '#contracts/referral.js';
import { type SignInResponse } from '#contracts/sign-in.js';
import { type UserProfile } from '#contracts/user.js';

class InvitationOutcomeDto implements InvitationOutcome {
  @ApiProperty({ enum: [...REFERRAL_STATUSES, 'ignored'], example: 'joined' })
  status!: ReferralStatus | 'ignored';

  @ApiPropertyOptional({
    enum: Object.keys(ERROR_STATUS),
    example: 'referral.code_unknown',
    description: 'What is wrong with an ignored code',
  })
  code?: ErrorCode;
}

/** `SignInResponse` of the contracts as OpenAPI needs it: a class. The profile is the one of `GET /users/me`. */
export class SignInResponseDto implements SignInResponse {
  @ApiProperty({ enum: [true] })
  success!: true;

  @ApiProperty({
    description: 'The app token: `Authorization: Bearer` on every other route',
    example: 'eyJ…',
  })
  token!: string;

  @ApiProperty()
  isNewUser!: boolean;

  @ApiProperty({ allOf: [{ $ref: '#/components/schemas/UserProfileDto' }] })
  user!: UserProfile;

  @ApiPropertyOptional({ type: InvitationOutcomeDto, description: 'What became of `referralCode`' })
  referral?: InvitationOutcomeDto;
}
