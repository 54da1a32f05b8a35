import { type UserProfile } from './user.js';

/** Answer of `GET /users/me/export`: everything held about the caller. Times are ISO 8601 in UTC. */
export interface PersonalData {
  exportedAt: string;
  profile: UserProfile;
  account: {
    clerkUserId: string | null;
    /** Until then the erasure that was asked for can be called off. */
    eraseAfter: string | null;
  };
  formerPhoneNumbers: { phoneNumber: string; reason: string; releasedAt: string }[];
  /** How the caller came here; null without an invitation. */
  invitation: { status: string; joinedAt: string } | null;
  /** Whom the caller invited: only what happened, since who they are is theirs. */
  invited: { status: string; joinedAt: string; activatedAt: string | null }[];
  uploadGrants: { side: string; kind: string; uploads: number; createdAt: string }[];
  /** What was counted in the last thirteen months. */
  countedUploads: { id: string; month: string; countedAt: string; givenBackAt: string | null }[];
  auditLog: {
    action: string;
    by: 'you' | 'somebody else' | 'the system';
    isAboutYou: boolean;
    /** Empty in entries about somebody else. */
    details: Record<string, unknown>;
    createdAt: string;
  }[];
}
