import { ApiProperty } from '@nestjs/swagger';
import { type SignInResponse } from '#contracts/sign-in.js';
import { type UserProfile } from '#contracts/user.js';

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
}
