import { Inject, Injectable, Logger } from '@nestjs/common';
import { type InvitationOutcome, parseReferralCode } from '#contracts/referral.js';
import { type SignInRequest, type SignInResponse } from '#contracts/sign-in.js';
import { type UserProfile } from '#contracts/user.js';
import { AppError } from '../common/errors/app-error.js';
import { tellOfRequest } from '../common/http/request-facts.js';
import { countingOutcome, Metrics } from '../common/metrics/metrics.js';
import { type ClerkIdentity } from '../clerk/clerk-identity.js';
import { ClerkUsersService } from '../clerk/clerk-users.service.js';
import { ENVIRONMENT, type Environment } from '../config/env.js';
import { ReferralsService } from '../referrals/referrals.service.js';
import { type SignedInAccount, type SignInResult, UsersService } from '../users/users.service.js';
import { AppTokenService } from './app-token.service.js';

/** Nine random characters collide once in 10¹³; more than a few collisions in a row are a fault. */
const MOST_CODES_TRIED = 5;
const ASK_CLERK_AGAIN_SECONDS = 1;

interface ClerkVoucher {
  sessionId: string;
  /** From when Clerk's word is that the number is the user's; null without one. */
  vouchedAt: Date | null;
}

type LetIn = SignInResult & { account: NonNullable<SignInResult['account']> };

/** Exchanges a verified Clerk session for an account and a token of ours. */
@Injectable()
export class SignInService {
  private readonly logger = new Logger('SignIn');

  constructor(
    private readonly users: UsersService,
    private readonly referrals: ReferralsService,
    private readonly clerkUsers: ClerkUsersService,
    private readonly appTokens: AppTokenService,
    private readonly metrics: Metrics,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** The token decides who signs in; the request is only compared with it. */
  async signIn(identity: ClerkIdentity, request: SignInRequest): Promise<SignInResponse> {
    const { outcome, account } = await countingOutcome(
      this.metrics.signIns,
      (result) => result.outcome,
      () => this.letIn(identity, request),
    );
    const referral = await this.followInvitation(account, request.referralCode);
    const { profile, tokenGeneration } = account;
    tellOfRequest({
      userId: profile.id,
      clerkUserId: identity.userId,
      outcome,
      ...(referral && { referral }),
    });
    return {
      success: true,
      token: this.appTokens.sign(profile, tokenGeneration),
      isNewUser: outcome === 'created',
      // A reward of this moment is not in what the sign-in read before.
      user: referral?.status === 'rewarded' ? await this.reread(account) : profile,
      ...(referral && { referral }),
    };
  }

  private async letIn(identity: ClerkIdentity, request: SignInRequest): Promise<LetIn> {
    const { outcome, account } = await this.auditingRefusals(identity, () =>
      this.findOrMakeAccount(identity, request),
    );
    const { userId: clerkUserId } = identity;
    if (outcome === 'session_ended') {
      throw new AppError('auth.unauthorized', { clerkUserId, reason: 'session ended' });
    }
    if (outcome === 'blocked') throw new AppError('user.blocked', { clerkUserId });
    if (outcome === 'parked') throw new AppError('user.parked', { clerkUserId });
    if (outcome === 'verification_needed') {
      throw new AppError('auth.clerk_unavailable', {
        clerkUserId,
        retryAfter: ASK_CLERK_AGAIN_SECONDS,
        reason: 'changed at Clerk during the look-up',
      });
    }
    if (!account) throw new Error(`sign_in() answered ${outcome}`);
    return { outcome, account };
  }

  private async reread({ profile, tokenGeneration }: SignedInAccount): Promise<UserProfile> {
    return (await this.users.findCaller(profile.id, tokenGeneration)) ?? profile;
  }

  /** A new account was joined in the statement that made it; an older one may still redeem a code in its first days. */
  private async followInvitation(
    { profile, invitation }: SignedInAccount,
    code: string | undefined,
  ): Promise<InvitationOutcome | null> {
    if (code === undefined) return null;
    if (invitation !== null) return this.referrals.outcomeOfJoining(invitation);
    try {
      return await this.referrals.redeemAtSignIn(profile.id, code);
    } catch (error) {
      // The owner is signed in already. With nothing said of the code, whoever sent it keeps it for the next time.
      const cause = error instanceof Error ? error.message : error;
      this.logger.warn({ userId: profile.id, cause }, 'invitation put off');
      return null;
    }
  }

  /** A returning owner costs one round trip; only an unknown pair of user and number asks Clerk, and then once more. */
  private async findOrMakeAccount(identity: ClerkIdentity, request: SignInRequest): Promise<SignInResult> {
    requireSameIdentity(identity, request);
    const { userId, sessionId } = identity;
    const isVouchedFor = identity.phone?.isVerified === true;
    // What a token says of its user held when it was made.
    const saidAt = isVouchedFor ? new Date(identity.issuedAt * 1000) : null;
    const result = await this.askDatabase(request, { sessionId, vouchedAt: saidAt });
    if (result.outcome !== 'verification_needed') return result;
    const clerkUser = await this.clerkUsers.requireVerifiedPhone(userId, request.phoneNumber);
    const answer = await this.askDatabase(request, { sessionId, vouchedAt: clerkUser.updatedAt });
    if (answer.outcome !== 'verification_needed') return answer;
    // The account follows something newer than `updated_at`; unless that came during the look-up, Clerk's word is newer.
    return this.askDatabase(request, { sessionId, vouchedAt: clerkUser.askedAt });
  }

  /** What the database refuses it writes down itself, in the same statement. */
  private async auditingRefusals<Result>(
    { userId }: ClerkIdentity,
    work: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError && (error.status === 401 || error.status === 403)) {
        await this.users.noteRefusedSignIn(userId, error.code.replace('auth.', ''));
      }
      throw error;
    }
  }

  private async askDatabase(request: SignInRequest, session: ClerkVoucher): Promise<SignInResult> {
    const { phoneNumber, clerkUserId, name = null } = request;
    const isAdmin = this.environment.adminPhoneNumbers.has(phoneNumber);
    const parameters = {
      invitedByCode:
        request.referralCode === undefined ? null : (parseReferralCode(request.referralCode) ?? ''),
      clerkUserId,
      phoneNumber,
      name,
      isAdmin,
      phoneIsVerified: session.vouchedAt !== null,
      clerkSessionId: session.sessionId,
      clerkStateAt: session.vouchedAt,
    };
    for (let tried = 1; ; tried += 1) {
      const result = await this.users.signIn({ ...parameters, referralCode: this.referrals.newCode() });
      if (result.outcome !== 'referral_code_taken' || tried === MOST_CODES_TRIED) return result;
    }
  }
}

/** @throws AppError when the request names another user or number than the token, or the token says "not verified" */
function requireSameIdentity({ userId, phone }: ClerkIdentity, request: SignInRequest): void {
  const about = { clerkUserId: userId };
  if (request.clerkUserId !== userId) {
    throw new AppError('auth.identity_mismatch', { ...about, reason: 'user differs from the token' });
  }
  if (phone && phone.number !== request.phoneNumber) {
    throw new AppError('auth.identity_mismatch', { ...about, reason: 'phone differs from the token' });
  }
  if (phone?.isVerified === false) throw new AppError('auth.phone_unverified', about);
}
