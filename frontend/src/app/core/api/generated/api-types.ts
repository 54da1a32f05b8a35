// Made from backend/openapi/openapi.json by `npm run api:types`: change the API and run that, never this file.

export interface AccountDto {
  clerkUserId: string | null;
  eraseAfter: string | null;
}

export interface AdminReferralDto {
  id: string;
  status: 'joined' | 'activated' | 'rewarded' | 'held' | 'rejected';
  heldReason: 'same_phone' | 'same_shop' | null;
  referrer: ReferralSideDto;
  referee: ReferralSideDto;
  joinedAt: string;
  activatedAt: string | null;
  rewardedAt: string | null;
  decision: DecisionDto | null;
}

export interface AdminReferralPageDto {
  items: AdminReferralDto[];
  nextCursor: string | null;
}

export interface AdminStatsDto {
  users: UsersByStatusDto;
  /** Accounts that are not erased */
  plans: UsersByPlanDto;
  seenInThirtyDays: number;
  /** In the present month in Asia/Kolkata */
  uploadsThisMonth: number;
  /** Thirty days in Asia/Kolkata, today last */
  signUpsPerDay: SignUpsOfDayDto[];
  referrals: ReferralsByStatusDto;
}

export interface AdminUserDetailDto {
  id: string;
  phoneNumber: string | null;
  phoneVerified: boolean;
  clerkUserId: string | null;
  ownerName: string | null;
  shopName: string | null;
  city: string | null;
  state:
    | 'Andhra Pradesh'
    | 'Arunachal Pradesh'
    | 'Assam'
    | 'Bihar'
    | 'Chhattisgarh'
    | 'Goa'
    | 'Gujarat'
    | 'Haryana'
    | 'Himachal Pradesh'
    | 'Jharkhand'
    | 'Karnataka'
    | 'Kerala'
    | 'Madhya Pradesh'
    | 'Maharashtra'
    | 'Manipur'
    | 'Meghalaya'
    | 'Mizoram'
    | 'Nagaland'
    | 'Odisha'
    | 'Punjab'
    | 'Rajasthan'
    | 'Sikkim'
    | 'Tamil Nadu'
    | 'Telangana'
    | 'Tripura'
    | 'Uttar Pradesh'
    | 'Uttarakhand'
    | 'West Bengal'
    | 'Andaman and Nicobar Islands'
    | 'Chandigarh'
    | 'Dadra and Nagar Haveli and Daman and Diu'
    | 'Delhi'
    | 'Jammu and Kashmir'
    | 'Ladakh'
    | 'Lakshadweep'
    | 'Puducherry'
    | null;
  pincode: string | null;
  language: 'en' | 'hi';
  role: 'owner' | 'admin';
  referralCode: string;
  subscriptionStatus: 'free' | 'premium';
  status: 'active' | 'blocked' | 'parked' | 'erasing' | 'erased';
  documentsUploaded: number;
  monthlyUploadLimit: number;
  uploadsUsedThisMonth: number;
  lastLogin: string | null;
  blockedAt: string | null;
  parkedAt: string | null;
  eraseAfter: string | null;
  erasedAt: string | null;
  createdAt: string;
  updatedAt: string;
  formerPhoneNumbers: MaskedFormerNumberDto[];
  referrals: ReferralCountsDto;
}

export interface AdminUserPageDto {
  items: AdminUserSummaryDto[];
  nextCursor: string | null;
}

export interface AdminUserSummaryDto {
  id: string;
  maskedPhoneNumber: string | null;
  ownerName: string | null;
  shopName: string | null;
  city: string | null;
  state:
    | 'Andhra Pradesh'
    | 'Arunachal Pradesh'
    | 'Assam'
    | 'Bihar'
    | 'Chhattisgarh'
    | 'Goa'
    | 'Gujarat'
    | 'Haryana'
    | 'Himachal Pradesh'
    | 'Jharkhand'
    | 'Karnataka'
    | 'Kerala'
    | 'Madhya Pradesh'
    | 'Maharashtra'
    | 'Manipur'
    | 'Meghalaya'
    | 'Mizoram'
    | 'Nagaland'
    | 'Odisha'
    | 'Punjab'
    | 'Rajasthan'
    | 'Sikkim'
    | 'Tamil Nadu'
    | 'Telangana'
    | 'Tripura'
    | 'Uttar Pradesh'
    | 'Uttarakhand'
    | 'West Bengal'
    | 'Andaman and Nicobar Islands'
    | 'Chandigarh'
    | 'Dadra and Nagar Haveli and Daman and Diu'
    | 'Delhi'
    | 'Jammu and Kashmir'
    | 'Ladakh'
    | 'Lakshadweep'
    | 'Puducherry'
    | null;
  subscriptionStatus: 'free' | 'premium';
  status: 'active' | 'blocked' | 'parked' | 'erasing' | 'erased';
  role: 'owner' | 'admin';
  createdAt: string;
  lastLogin: string | null;
}

export interface AuditEntryDto {
  id: string;
  action: string;
  /** Null: the system itself */
  actorId: string | null;
  subjectId: string | null;
  details: Record<string, unknown>;
  createdAt: string;
}

export interface AuditLogPageDto {
  items: AuditEntryDto[];
  nextCursor: string | null;
}

export interface ChangePlanDto {
  /** Without a limit beside it the limit becomes the plan's (free 20, premium 500) and what was earned */
  subscriptionStatus?: 'free' | 'premium';
  monthlyUploadLimit?: number;
  /** Stands in the audit log */
  reason?: string;
}

export interface ClerkEventDto {
  type: string;
  /** The user, session or whatever it is about */
  data: Record<string, unknown>;
}

export interface CountedUploadDto {
  id: string;
  /** The month it was counted in */
  month: string;
  countedAt: string;
  givenBackAt: string | null;
}

export interface DecisionDto {
  at: string;
  /** The admin */
  by: string;
  reason: string;
}

export interface ErasureNoticeDto {
  eraseAfter: string;
}

export interface FieldErrorDto {
  field: string;
  code: 'required' | 'unknown' | 'wrong_type' | 'too_short' | 'too_long' | 'control_character' | 'invalid';
}

export interface FormerPhoneNumberDto {
  phoneNumber: string;
  reason: 'changed' | 'taken' | 'reissued';
  releasedAt: string;
}

export interface HealthDto {
  status: 'live' | 'ready';
}

export interface InvitationDto {
  referrer: ReferrerDto;
  status: 'joined' | 'activated' | 'rewarded' | 'held' | 'rejected';
  joinedAt: string;
  activatedAt: string | null;
}

export interface InvitationOutcomeDto {
  status: 'joined' | 'activated' | 'rewarded' | 'held' | 'rejected' | 'ignored';
  /** What is wrong with an ignored code */
  code?:
    | 'request.malformed'
    | 'request.invalid'
    | 'phone.invalid'
    | 'webhook.signature_invalid'
    | 'referral.own_code'
    | 'auth.unauthorized'
    | 'auth.identity_mismatch'
    | 'auth.phone_unverified'
    | 'auth.reverification_needed'
    | 'access.forbidden'
    | 'user.blocked'
    | 'user.parked'
    | 'referral.too_late'
    | 'request.not_found'
    | 'referral.code_unknown'
    | 'request.conflict'
    | 'user.own_account'
    | 'user.not_parked'
    | 'user.phone_taken'
    | 'user.erased'
    | 'referral.not_held'
    | 'referral.not_rewarded'
    | 'referral.already_redeemed'
    | 'quota.given_back'
    | 'request.too_large'
    | 'request.unsupported_media_type'
    | 'request.rate_limited'
    | 'quota.exceeded'
    | 'internal'
    | 'auth.keys_unavailable'
    | 'auth.clerk_unavailable'
    | 'database.unavailable'
    | 'webhook.not_configured'
    | 'server.stopping';
}

export interface InvitedDto {
  status: 'joined' | 'activated' | 'rewarded' | 'held' | 'rejected';
  joinedAt: string;
  activatedAt: string | null;
}

export interface MaskedFormerNumberDto {
  phoneNumber: string;
  reason: 'changed' | 'taken' | 'reissued';
  releasedAt: string;
}

export interface MyReferralsDto {
  code: string;
  link: string;
  stats: ReferralStatsDto;
  items: ReferredShopDto[];
  nextCursor: string | null;
}

export interface OwnAuditEntryDto {
  action: string;
  by: 'you' | 'somebody else' | 'the system';
  isAboutYou: boolean;
  /** Empty in entries about somebody else */
  details: Record<string, unknown>;
  createdAt: string;
}

export interface PersonalDataDto {
  exportedAt: string;
  profile: UserProfileDto;
  account: AccountDto;
  formerPhoneNumbers: FormerPhoneNumberDto[];
  invitation: InvitationDto | null;
  invited: InvitedDto[];
  uploadGrants: UploadGrantDto[];
  /** Of the last thirteen months */
  countedUploads: CountedUploadDto[];
  auditLog: OwnAuditEntryDto[];
}

export interface ProblemDto {
  type: string;
  title: string;
  status: number;
  code:
    | 'request.malformed'
    | 'request.invalid'
    | 'phone.invalid'
    | 'webhook.signature_invalid'
    | 'referral.own_code'
    | 'auth.unauthorized'
    | 'auth.identity_mismatch'
    | 'auth.phone_unverified'
    | 'auth.reverification_needed'
    | 'access.forbidden'
    | 'user.blocked'
    | 'user.parked'
    | 'referral.too_late'
    | 'request.not_found'
    | 'referral.code_unknown'
    | 'request.conflict'
    | 'user.own_account'
    | 'user.not_parked'
    | 'user.phone_taken'
    | 'user.erased'
    | 'referral.not_held'
    | 'referral.not_rewarded'
    | 'referral.already_redeemed'
    | 'quota.given_back'
    | 'request.too_large'
    | 'request.unsupported_media_type'
    | 'request.rate_limited'
    | 'quota.exceeded'
    | 'internal'
    | 'auth.keys_unavailable'
    | 'auth.clerk_unavailable'
    | 'database.unavailable'
    | 'webhook.not_configured'
    | 'server.stopping';
  requestId: string;
  errors?: FieldErrorDto[];
  /** With `quota.exceeded`: when uploads are open again */
  opensAt?: string;
}

export interface QuotaPartsDto {
  plan: 'free' | 'premium';
  /** What the plan brings */
  planUploads: number;
  /** What referrals brought, on either side */
  referralUploads: number;
  /** What BharatPrint's support added or took away */
  adjustment: number;
}

export interface ReasonDto {
  reason: string;
}

export interface RedeemReferralDto {
  /** In any case, with spaces or without the dash; or the link that was shared */
  code: string;
}

export interface ReferralCodeLookUpDto {
  valid: boolean;
  /** Null for a code that is not valid */
  referrer: ReferrerDto | null;
}

export interface ReferralCountsDto {
  invited: number;
  rewarded: number;
  invitedBy: string | null;
}

export interface ReferralFunnelDayDto {
  day: string;
  /** Look-ups of a valid code: a link opened, or a code typed */
  opened: number;
  joined: number;
  activated: number;
  rewarded: number;
}

export interface ReferralFunnelDto {
  days: ReferralFunnelDayDto[];
}

export interface ReferralsByStatusDto {
  joined: number;
  activated: number;
  rewarded: number;
  held: number;
  rejected: number;
}

export interface ReferralSideDto {
  id: string;
  shopName: string | null;
  city: string | null;
}

export interface ReferralStandingDto {
  /** In the present month in Asia/Kolkata */
  rewards: RewardsOfMonthDto;
  invitation: InvitationDto | null;
  /** Null when a code is out of question */
  canRedeemUntil: string | null;
}

export interface ReferralStatsDto {
  /** All who came by the code, but the rejected */
  joined: number;
  /** Of these, the activated and the rewarded */
  activated: number;
  /** Uploads a month more for inviting */
  uploadsEarned: number;
}

export interface ReferredShopDto {
  shopName: string | null;
  status: 'joined' | 'activated' | 'rewarded' | 'held' | 'rejected';
  joinedAt: string;
  activatedAt: string | null;
}

export interface ReferrerDto {
  shopName: string | null;
  city: string | null;
}

export interface RequestErasureDto {
  /** A Clerk session token of the caller, at most ten minutes after its session's first factor (`fva`) */
  clerkToken: string;
}

export interface RestoreParkedDto {
  reason: string;
  /** When another account has the number now: park that one, and let its Clerk user sign in to this one */
  parkHolder?: boolean;
}

export interface RewardsOfMonthDto {
  thisMonth: number;
  mostAMonth: number;
  uploadsEach: number;
  monthTurnsAt: string;
}

export interface SignInResponseDto {
  success: true;
  /** The app token: `Authorization: Bearer` on every other route */
  token: string;
  isNewUser: boolean;
  user: UserProfileDto;
  /** What became of `referralCode` */
  referral?: InvitationOutcomeDto;
}

export interface SignUpsDto {
  days: SignUpsOfDayDto[];
}

export interface SignUpsOfDayDto {
  day: string;
  signUps: number;
}

export interface UpdateProfileDto {
  /** `null` empties it; the next sign-in may then fill it again */
  ownerName?: string | null;
  shopName?: string;
  city?: string;
  /** A state's or union territory's English name, or today's ISO 3166-2:IN code such as `MH`; the name is stored */
  state?: string;
  /** Six digits, the first 1-9; spaces are taken out */
  pincode?: string;
  language?: 'en' | 'hi';
}

export interface UploadGrantDto {
  side: 'referrer' | 'referee';
  kind: 'reward' | 'reversal';
  /** Uploads a month more, or fewer */
  uploads: number;
  createdAt: string;
}

export interface UploadQuotaDto {
  /** First day of the month in Asia/Kolkata */
  month: string;
  used: number;
  /** The sum of `parts` */
  limit: number;
  parts: QuotaPartsDto;
  /** When counting starts afresh */
  monthTurnsAt: string;
}

export interface UserProfileDto {
  id: string;
  phoneNumber: string;
  phoneVerified: boolean;
  ownerName: string | null;
  shopName: string | null;
  city: string | null;
  state:
    | 'Andhra Pradesh'
    | 'Arunachal Pradesh'
    | 'Assam'
    | 'Bihar'
    | 'Chhattisgarh'
    | 'Goa'
    | 'Gujarat'
    | 'Haryana'
    | 'Himachal Pradesh'
    | 'Jharkhand'
    | 'Karnataka'
    | 'Kerala'
    | 'Madhya Pradesh'
    | 'Maharashtra'
    | 'Manipur'
    | 'Meghalaya'
    | 'Mizoram'
    | 'Nagaland'
    | 'Odisha'
    | 'Punjab'
    | 'Rajasthan'
    | 'Sikkim'
    | 'Tamil Nadu'
    | 'Telangana'
    | 'Tripura'
    | 'Uttar Pradesh'
    | 'Uttarakhand'
    | 'West Bengal'
    | 'Andaman and Nicobar Islands'
    | 'Chandigarh'
    | 'Dadra and Nagar Haveli and Daman and Diu'
    | 'Delhi'
    | 'Jammu and Kashmir'
    | 'Ladakh'
    | 'Lakshadweep'
    | 'Puducherry'
    | null;
  pincode: string | null;
  language: 'en' | 'hi';
  role: 'owner' | 'admin';
  referralCode: string;
  /** Shop name, city, state and PIN code are all there */
  onboardingCompleted: boolean;
  subscriptionStatus: 'free' | 'premium';
  /** Uploads since the account began */
  documentsUploaded: number;
  monthlyUploadLimit: number;
  /** Uploads in the present month in Asia/Kolkata */
  uploadsUsedThisMonth: number;
  lastLogin: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface UsersByPlanDto {
  free: number;
  premium: number;
}

export interface UsersByStatusDto {
  total: number;
  active: number;
  blocked: number;
  parked: number;
  erasing: number;
  erased: number;
}

export interface VerifyClerkTokenDto {
  /** An Indian mobile number in any usual notation */
  phoneNumber: string;
  /** The token's `sub` */
  clerkUserId: string;
  /** Fills the owner name while it is empty */
  name?: string;
  /** Of whoever invited; one that does not count, or is no text of at most 1,000 characters, stops no sign-in, and the answer says why */
  referralCode?: string;
}

export interface WebhookAnswerDto {
  outcome:
    | 'ignored'
    | 'duplicate'
    | 'unknown'
    | 'stale'
    | 'parked'
    | 'unchanged'
    | 'verified'
    | 'unverified'
    | 'phone_changed'
    | 'deleted';
}

/** Every route: what it takes, and what it answers when all went well. */
export interface Routes {
  'POST /auth/verify-clerk-token': {
    path: never;
    query: never;
    body: VerifyClerkTokenDto;
    answer: SignInResponseDto;
  };
  'POST /auth/sign-out-everywhere': {
    path: never;
    query: never;
    body: never;
    answer: null;
  };
  'GET /users/me': {
    path: never;
    query: never;
    body: never;
    answer: UserProfileDto;
  };
  'PATCH /users/me': {
    path: never;
    query: never;
    body: UpdateProfileDto;
    answer: UserProfileDto;
  };
  'DELETE /users/me': {
    path: never;
    query: never;
    body: RequestErasureDto;
    answer: ErasureNoticeDto;
  };
  'GET /users/me/export': {
    path: never;
    query: never;
    body: never;
    answer: PersonalDataDto;
  };
  'GET /referrals/me': {
    path: never;
    query: {
      limit?: number;
      /** The `nextCursor` of the page before */
      cursor?: string;
    };
    body: never;
    answer: MyReferralsDto;
  };
  'GET /referrals/me/standing': {
    path: never;
    query: never;
    body: never;
    answer: ReferralStandingDto;
  };
  'GET /referrals/codes/{code}': {
    path: {
      /** In any case, with spaces or without the dash */
      code: string;
    };
    query: never;
    body: never;
    answer: ReferralCodeLookUpDto;
  };
  'POST /referrals/redeem': {
    path: never;
    query: never;
    body: RedeemReferralDto;
    answer: InvitationDto;
  };
  'GET /quota/me': {
    path: never;
    query: never;
    body: never;
    answer: UploadQuotaDto;
  };
  'PUT /quota/uploads/{id}': {
    path: {
      /** A UUID the client makes for the upload, and keeps for every retry */
      id: string;
    };
    query: never;
    body: never;
    answer: UploadQuotaDto;
  };
  'GET /admin/users': {
    path: never;
    query: {
      /** The last four digits of the number or more of it, in any notation; else the beginnings of words of shop name and city */
      search?: string;
      status?: 'active' | 'blocked' | 'parked' | 'erasing' | 'erased';
      plan?: 'free' | 'premium';
      limit?: number;
      /** The `nextCursor` of the page before */
      cursor?: string;
    };
    body: never;
    answer: AdminUserPageDto;
  };
  'GET /admin/users/{id}': {
    path: {
      /** Of `GET /admin/users` */
      id: string;
    };
    query: never;
    body: never;
    answer: AdminUserDetailDto;
  };
  'PATCH /admin/users/{id}': {
    path: {
      /** Of `GET /admin/users` */
      id: string;
    };
    query: never;
    body: ChangePlanDto;
    answer: AdminUserDetailDto;
  };
  'POST /admin/users/{id}/block': {
    path: {
      /** Of `GET /admin/users` */
      id: string;
    };
    query: never;
    body: ReasonDto;
    answer: AdminUserDetailDto;
  };
  'POST /admin/users/{id}/unblock': {
    path: {
      /** Of `GET /admin/users` */
      id: string;
    };
    query: never;
    body: ReasonDto;
    answer: AdminUserDetailDto;
  };
  'POST /admin/users/{id}/restore-parked': {
    path: {
      /** Of `GET /admin/users` */
      id: string;
    };
    query: never;
    body: RestoreParkedDto;
    answer: AdminUserDetailDto;
  };
  'POST /admin/users/{id}/uploads/{uploadId}/give-back': {
    path: {
      /** Of `GET /admin/users` */
      id: string;
      /** As the client named it when it was counted */
      uploadId: string;
    };
    query: never;
    body: ReasonDto;
    answer: AdminUserDetailDto;
  };
  'GET /admin/referrals': {
    path: never;
    query: {
      status?: 'joined' | 'activated' | 'rewarded' | 'held' | 'rejected';
      /** A cursor goes on in the order it was given in */
      order?: 'newest' | 'oldest';
      limit?: number;
      /** The `nextCursor` of the page before */
      cursor?: string;
    };
    body: never;
    answer: AdminReferralPageDto;
  };
  'GET /admin/referrals/funnel': {
    path: never;
    query: never;
    body: never;
    answer: ReferralFunnelDto;
  };
  'POST /admin/referrals/{id}/approve': {
    path: {
      /** Of `GET /admin/referrals` */
      id: string;
    };
    query: never;
    body: ReasonDto;
    answer: AdminReferralDto;
  };
  'POST /admin/referrals/{id}/reject': {
    path: {
      /** Of `GET /admin/referrals` */
      id: string;
    };
    query: never;
    body: ReasonDto;
    answer: AdminReferralDto;
  };
  'POST /admin/referrals/{id}/reverse': {
    path: {
      /** Of `GET /admin/referrals` */
      id: string;
    };
    query: never;
    body: ReasonDto;
    answer: AdminReferralDto;
  };
  'GET /admin/audit-log': {
    path: never;
    query: {
      /** Who did it */
      actor?: string;
      /** To whom it was done */
      subject?: string;
      limit?: number;
      /** The `nextCursor` of the page before */
      cursor?: string;
    };
    body: never;
    answer: AuditLogPageDto;
  };
  'GET /admin/stats': {
    path: never;
    query: never;
    body: never;
    answer: AdminStatsDto;
  };
  'GET /admin/stats/sign-ups': {
    path: never;
    query: {
      days?: number;
    };
    body: never;
    answer: SignUpsDto;
  };
  'POST /webhooks/clerk': {
    path: never;
    query: never;
    body: ClerkEventDto;
    answer: WebhookAnswerDto;
  };
  'GET /health/live': {
    path: never;
    query: never;
    body: never;
    answer: HealthDto;
  };
  'GET /health/ready': {
    path: never;
    query: never;
    body: never;
    answer: HealthDto;
  };
}
