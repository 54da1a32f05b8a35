import { IsOptional, IsPhoneNumber, IsString, Length, Matches, MaxLength } from 'class-validator';

/** Body of the exchange. */
export class VerifyClerkTokenDto {
  @IsPhoneNumber('IN')
  phoneNumber!: string;

  @IsString()
  @MaxLength(255)
  clerkUserId!: string;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string;
}

/** Body of `PATCH /users/me`. */
export class UpdateProfileDto {
  @IsOptional()
  @IsString()
  @Length(1, 120)
  ownerName?: string;

  @IsOptional()
  @IsString()
  @Length(1, 160)
  shopName?: string;

  @IsOptional()
  @IsString()
  @Length(1, 80)
  city?: string;

  @IsOptional()
  @IsString()
  @Length(1, 60)
  state?: string;

  @IsOptional()
  @Matches(/^[1-9]\d{5}$/)
  pincode?: string;
}
