import { type InvitationOutcome } from './referral.js';
import { type UserProfile } from './user.js';

/** Body of `POST /auth/verify-clerk-token`; the Clerk session token travels in `Authorization: Bearer`. */
export interface SignInRequest {
  phoneNumber: string;
  clerkUserId: string;
  name?: string;
  referralCode?: string;
}

/** Answer of `POST /auth/verify-clerk-token`. */
export interface SignInResponse {
  success: true;
  /** The app token: a JWT for `Authorization: Bearer` on every other route. */
  token: string;
  isNewUser: boolean;
  user: UserProfile;
  /** What became of the request's `referralCode`; absent without one. */
  referral?: InvitationOutcome;
}
