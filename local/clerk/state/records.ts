/** What the stand-in remembers. Times are milliseconds since 1970. */

export type Metadata = Record<string, unknown>;

export interface PhoneNumberRecord {
  id: string;
  phoneNumber: string;
  /** How the number was proved: by a code, or by the Backend API's word; null while it is not. */
  verifiedBy: 'phone_code' | 'admin' | null;
  /** The newest code that was to prove it; null when none was ever sent. */
  verification: Verification | null;
  createdAt: number;
  updatedAt: number;
}

export interface UserRecord {
  id: string;
  externalId: string | null;
  firstName: string | null;
  lastName: string | null;
  phoneNumbers: PhoneNumberRecord[];
  primaryPhoneNumberId: string | null;
  publicMetadata: Metadata;
  privateMetadata: Metadata;
  unsafeMetadata: Metadata;
  locale: string | null;
  banned: boolean;
  lockedUntil: number | null;
  lastSignInAt: number | null;
  lastActiveAt: number | null;
  createdAt: number;
  updatedAt: number;
}

export type SessionStatus = 'active' | 'ended' | 'removed' | 'revoked' | 'expired' | 'abandoned';

export interface SessionRecord {
  id: string;
  clientId: string;
  userId: string;
  status: SessionStatus;
  /** When the phone code was last entered; the token's `fva` counts from here. */
  firstFactorAt: number;
  /** Its user being asked for a code again, or the last time that happened. */
  reverification: ReverificationRecord | null;
  lastActiveAt: number;
  expireAt: number;
  abandonAt: number;
  createdAt: number;
  updatedAt: number;
}

export interface Verification {
  status: 'unverified' | 'verified' | 'failed' | 'expired' | 'transferable';
  code: string;
  attempts: number;
  sentAt: number;
  expireAt: number;
}

export interface ReverificationRecord {
  verification: Verification | null;
}

export interface SignInRecord {
  id: string;
  identifier: string | null;
  phoneNumberId: string | null;
  signUpIfMissing: boolean;
  locale: string | null;
  verification: Verification | null;
  abandonAt: number;
}

export interface SignUpRecord {
  id: string;
  phoneNumber: string | null;
  firstName: string | null;
  lastName: string | null;
  unsafeMetadata: Metadata;
  locale: string | null;
  verification: Verification | null;
  abandonAt: number;
}

/** Attempts that can no longer be worked on, so that a late call is told why. */
export interface PastAttempt {
  id: string;
  end: 'replaced' | 'complete';
}

/** One browser. `secret` is its `__client` cookie. */
export interface ClientRecord {
  id: string;
  secret: string;
  sessionIds: string[];
  lastActiveSessionId: string | null;
  signIn: SignInRecord | null;
  signUp: SignUpRecord | null;
  pastAttempts: PastAttempt[];
  createdAt: number;
  updatedAt: number;
}

/** A webhook not yet accepted by its receiver. */
export interface DeliveryRecord {
  id: string;
  type: string;
  body: string;
  /** The user it is about. What happens to one user is told in order. */
  userId: string;
  attempts: number;
  /** How many of the attempts the receiver answered with a failure; the others did not reach it. */
  refusals: number;
  createdAt: number;
}
