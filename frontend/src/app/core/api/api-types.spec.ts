import { type FieldError, type Problem } from '#contracts/error-codes.js';
import { type UploadQuota } from '#contracts/quota.js';
import { type Invitation, type MyReferrals, type ReferralStanding } from '#contracts/referral.js';
import { type SignInRequest, type SignInResponse } from '#contracts/sign-in.js';
import { type ProfileUpdate, type UserProfile } from '#contracts/user.js';
import {
  type FieldErrorDto,
  type InvitationDto,
  type MyReferralsDto,
  type ProblemDto,
  type ReferralStandingDto,
  type SignInResponseDto,
  type UpdateProfileDto,
  type UploadQuotaDto,
  type UserProfileDto,
  type VerifyClerkTokenDto,
} from './generated/api-types.js';

/** Assignable both ways, with the same keys: an optional field that one side lacks is assignable too. */
type Same<One, Other> = [One, Other, keyof One, keyof Other] extends [Other, One, keyof Other, keyof One]
  ? true
  : false;

/** Does not compile once what the API documents and what the contracts say part. */
const AGREEMENT: {
  profile: Same<UserProfileDto, UserProfile>;
  profileUpdate: Same<UpdateProfileDto, ProfileUpdate>;
  signIn: Same<VerifyClerkTokenDto, SignInRequest>;
  signedIn: Same<SignInResponseDto, SignInResponse>;
  referrals: Same<MyReferralsDto, MyReferrals>;
  standing: Same<ReferralStandingDto, ReferralStanding>;
  invitation: Same<InvitationDto, Invitation>;
  quota: Same<UploadQuotaDto, UploadQuota>;
  problem: Same<ProblemDto, Problem>;
  fieldError: Same<FieldErrorDto, FieldError>;
} = {
  profile: true,
  profileUpdate: true,
  signIn: true,
  signedIn: true,
  referrals: true,
  standing: true,
  invitation: true,
  quota: true,
  problem: true,
  fieldError: true,
};

describe("the API's generated types", () => {
  it("are those of the contracts, which this file's compilation proves", () => {
    expect(Object.values(AGREEMENT)).not.toContain(false);
  });
});
