import { ApiProperty } from '@nestjs/swagger';
import { INDIAN_STATES, type IndianState } from '#contracts/indian-states.js';
import {
  LANGUAGES,
  type Language,
  SUBSCRIPTION_STATUSES,
  type SubscriptionStatus,
  USER_ROLES,
  type UserProfile,
  type UserRole,
} from '#contracts/user.js';

/** `UserProfile` of the contracts as OpenAPI needs it: a class. */
export class UserProfileDto implements UserProfile {
  @ApiProperty({ format: 'uuid', example: '01936d2e-8c1a-7c4e-9b5e-0f6a2d4c8b1e' })
  id!: string;

  @ApiProperty({ example: '+919876543210' })
  phoneNumber!: string;

  @ApiProperty()
  phoneVerified!: boolean;

  @ApiProperty({ type: String, nullable: true, example: 'Asha Kulkarni' })
  ownerName!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Asha Digital Prints' })
  shopName!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Pune' })
  city!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: INDIAN_STATES.map(({ name }) => name),
    example: 'Maharashtra',
  })
  state!: IndianState | null;

  @ApiProperty({ type: String, nullable: true, example: '411001' })
  pincode!: string | null;

  @ApiProperty({ enum: LANGUAGES })
  language!: Language;

  @ApiProperty({ enum: USER_ROLES })
  role!: UserRole;

  @ApiProperty({ example: 'BP-7KQ2M9XWZ' })
  referralCode!: string;

  @ApiProperty({ description: 'Shop name, city, state and PIN code are all there' })
  onboardingCompleted!: boolean;

  @ApiProperty({ enum: SUBSCRIPTION_STATUSES })
  subscriptionStatus!: SubscriptionStatus;

  @ApiProperty({ description: 'Uploads since the account began' })
  documentsUploaded!: number;

  @ApiProperty({ example: 20 })
  monthlyUploadLimit!: number;

  @ApiProperty({ description: 'Uploads in the present month in Asia/Kolkata' })
  uploadsUsedThisMonth!: number;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  lastLogin!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}
