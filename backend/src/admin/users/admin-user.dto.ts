import { ApiProperty } from '@nestjs/swagger';
import {
  ACCOUNT_STATUSES,
  type AccountStatus,
  type AdminUserDetail,
  type AdminUserSummary,
} from '#contracts/admin.js';
import { type Page } from '#contracts/page.js';
import { INDIAN_STATES, type IndianState } from '#contracts/indian-states.js';
import {
  LANGUAGES,
  type Language,
  SUBSCRIPTION_STATUSES,
  type SubscriptionStatus,
  USER_ROLES,
  type UserRole,
} from '#contracts/user.js';

const ID = { format: 'uuid', example: '01936d2e-8c1a-7c4e-9b5e-0f6a2d4c8b1e' };
const TIME = { format: 'date-time', example: '2026-11-25T09:30:00.000Z' };
const TIME_OR_NULL = { ...TIME, type: String, nullable: true };
const STATE = {
  type: String,
  nullable: true,
  enum: INDIAN_STATES.map(({ name }) => name),
  example: 'Maharashtra',
};
const text = (example: string) => ({ type: String, nullable: true, example });

/** `AdminUserSummary` of the contracts as OpenAPI needs it: a class. */
export class AdminUserSummaryDto implements AdminUserSummary {
  @ApiProperty(ID)
  id!: string;

  @ApiProperty(text('+91••••••3210'))
  maskedPhoneNumber!: string | null;

  @ApiProperty(text('Asha Kulkarni'))
  ownerName!: string | null;

  @ApiProperty(text('Asha Digital Prints'))
  shopName!: string | null;

  @ApiProperty(text('Pune'))
  city!: string | null;

  @ApiProperty(STATE)
  state!: IndianState | null;

  @ApiProperty({ enum: SUBSCRIPTION_STATUSES })
  subscriptionStatus!: SubscriptionStatus;

  @ApiProperty({ enum: ACCOUNT_STATUSES })
  status!: AccountStatus;

  @ApiProperty({ enum: USER_ROLES })
  role!: UserRole;

  @ApiProperty(TIME)
  createdAt!: string;

  @ApiProperty(TIME_OR_NULL)
  lastLogin!: string | null;
}

/** A page of accounts. */
export class AdminUserPageDto implements Page<AdminUserSummary> {
  @ApiProperty({ type: [AdminUserSummaryDto] })
  items!: AdminUserSummaryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: string | null;
}

class MaskedFormerNumberDto {
  @ApiProperty({ example: '+91••••••3210' })
  phoneNumber!: string;

  @ApiProperty({ enum: ['changed', 'taken', 'reissued'] })
  reason!: string;

  @ApiProperty(TIME)
  releasedAt!: string;
}

class ReferralCountsDto {
  @ApiProperty({ example: 7 })
  invited!: number;

  @ApiProperty({ example: 3 })
  rewarded!: number;

  @ApiProperty({ ...ID, type: String, nullable: true })
  invitedBy!: string | null;
}

/** `AdminUserDetail` of the contracts as OpenAPI needs it: a class. */
export class AdminUserDetailDto implements AdminUserDetail {
  @ApiProperty(ID)
  id!: string;

  @ApiProperty(text('+919876543210'))
  phoneNumber!: string | null;

  @ApiProperty()
  phoneVerified!: boolean;

  @ApiProperty(text('user_2xAbCdEfGhIjKlMnOpQrStUvWxY'))
  clerkUserId!: string | null;

  @ApiProperty(text('Asha Kulkarni'))
  ownerName!: string | null;

  @ApiProperty(text('Asha Digital Prints'))
  shopName!: string | null;

  @ApiProperty(text('Pune'))
  city!: string | null;

  @ApiProperty(STATE)
  state!: IndianState | null;

  @ApiProperty(text('411001'))
  pincode!: string | null;

  @ApiProperty({ enum: LANGUAGES })
  language!: Language;

  @ApiProperty({ enum: USER_ROLES })
  role!: UserRole;

  @ApiProperty({ example: 'BP-7KQ2M9XWZ' })
  referralCode!: string;

  @ApiProperty({ enum: SUBSCRIPTION_STATUSES })
  subscriptionStatus!: SubscriptionStatus;

  @ApiProperty({ enum: ACCOUNT_STATUSES })
  status!: AccountStatus;

  @ApiProperty({ example: 320 })
  documentsUploaded!: number;

  @ApiProperty({ example: 25 })
  monthlyUploadLimit!: number;

  @ApiProperty({ example: 7 })
  uploadsUsedThisMonth!: number;

  @ApiProperty(TIME_OR_NULL)
  lastLogin!: string | null;

  @ApiProperty(TIME_OR_NULL)
  blockedAt!: string | null;

  @ApiProperty(TIME_OR_NULL)
  parkedAt!: string | null;

  @ApiProperty(TIME_OR_NULL)
  eraseAfter!: string | null;

  @ApiProperty(TIME_OR_NULL)
  erasedAt!: string | null;

  @ApiProperty(TIME)
  createdAt!: string;

  @ApiProperty(TIME)
  updatedAt!: string;

  @ApiProperty({ type: [MaskedFormerNumberDto] })
  formerPhoneNumbers!: MaskedFormerNumberDto[];

  @ApiProperty({ type: ReferralCountsDto })
  referrals!: ReferralCountsDto;
}
