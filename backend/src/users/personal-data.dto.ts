import { ApiProperty } from '@nestjs/swagger';
import { type PersonalData } from '#contracts/personal-data.js';
import { UserProfileDto } from './user-profile.dto.js';

class AccountDto {
  @ApiProperty({ type: String, nullable: true, example: 'user_2xAbCdEfGhIjKlMnOpQrStUvWxY' })
  clerkUserId!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  eraseAfter!: string | null;
}

class FormerPhoneNumberDto {
  @ApiProperty({ example: '+919876543210' })
  phoneNumber!: string;

  @ApiProperty({ enum: ['changed', 'taken', 'reissued'] })
  reason!: string;

  @ApiProperty({ format: 'date-time' })
  releasedAt!: string;
}

const REFERRAL_STATUS = { enum: ['joined', 'activated', 'rewarded', 'held', 'rejected'] };

class InvitationDto {
  @ApiProperty(REFERRAL_STATUS)
  status!: string;

  @ApiProperty({ format: 'date-time' })
  joinedAt!: string;
}

class InvitedDto {
  @ApiProperty(REFERRAL_STATUS)
  status!: string;

  @ApiProperty({ format: 'date-time' })
  joinedAt!: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  activatedAt!: string | null;
}

class UploadGrantDto {
  @ApiProperty({ enum: ['referrer', 'referee'] })
  side!: string;

  @ApiProperty({ enum: ['reward', 'reversal'] })
  kind!: string;

  @ApiProperty({ example: 5, description: 'Uploads a month more, or fewer' })
  uploads!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

class CountedUploadDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: '2026-11-01', format: 'date', description: 'The month it was counted in' })
  month!: string;

  @ApiProperty({ format: 'date-time' })
  countedAt!: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  givenBackAt!: string | null;
}

class OwnAuditEntryDto {
  @ApiProperty({ example: 'user.signed_out_everywhere' })
  action!: string;

  @ApiProperty({ enum: ['you', 'somebody else', 'the system'] })
  by!: 'you' | 'somebody else' | 'the system';

  @ApiProperty()
  isAboutYou!: boolean;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Empty in entries about somebody else',
  })
  details!: Record<string, unknown>;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

/** `PersonalData` of the contracts as OpenAPI needs it: a class. */
export class PersonalDataDto implements PersonalData {
  @ApiProperty({ format: 'date-time' })
  exportedAt!: string;

  @ApiProperty({ type: UserProfileDto })
  profile!: UserProfileDto;

  @ApiProperty({ type: AccountDto })
  account!: AccountDto;

  @ApiProperty({ type: [FormerPhoneNumberDto] })
  formerPhoneNumbers!: FormerPhoneNumberDto[];

  @ApiProperty({ type: InvitationDto, nullable: true })
  invitation!: InvitationDto | null;

  @ApiProperty({ type: [InvitedDto] })
  invited!: InvitedDto[];

  @ApiProperty({ type: [UploadGrantDto] })
  uploadGrants!: UploadGrantDto[];

  @ApiProperty({ type: [CountedUploadDto], description: 'Of the last thirteen months' })
  countedUploads!: CountedUploadDto[];

  @ApiProperty({ type: [OwnAuditEntryDto] })
  auditLog!: OwnAuditEntryDto[];
}
