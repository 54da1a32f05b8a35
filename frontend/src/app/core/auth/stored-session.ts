import { type UploadQuota } from '#contracts/quota.js';
import { type UserProfile } from '#contracts/user.js';

/** What else of the owner can be read without a network. It lies in the session, so that it goes with it. */
export interface LastKnown {
  quota?: UploadQuota;
  referralLink?: string;
}

/** What the browser keeps so that a reload opens the dashboard at once. */
export interface StoredSession {
  token: string;
  user: UserProfile;
  /** When the profile was last read from the server, in milliseconds since 1970. */
  savedAt: number;
  lastKnown?: LastKnown;
}

export const SESSION_KEY = 'bharatprint.session';

/** Reads what lies in storage; anything that is not whole counts as signed out. */
function readStoredSession(text: string | null): StoredSession | null {
  if (text === null) return null;
  try {
    return isStoredSession(JSON.parse(text)) ? (JSON.parse(text) as StoredSession) : null;
  } catch {
    // Somebody, or a power cut, left half a value: the owner signs in again.
    return null;
  }
}

/** Reads what the tabs of this browser share. */
export function readSharedSession(): StoredSession | null {
  try {
    return readStoredSession(localStorage.getItem(SESSION_KEY));
  } catch {
    // Storage may be switched off: the session then lasts as long as the page.
    return null;
  }
}

function isStoredSession(value: unknown): boolean {
  const { token, user, savedAt } = (value ?? {}) as Record<string, unknown>;
  if (typeof token !== 'string' || token === '' || typeof savedAt !== 'number') return false;
  const profile = (user ?? {}) as Record<string, unknown>;
  return (
    ['id', 'phoneNumber', 'referralCode', 'subscriptionStatus'].every(
      (field) => typeof profile[field] === 'string',
    ) &&
    ['documentsUploaded', 'monthlyUploadLimit', 'uploadsUsedThisMonth'].every((field) =>
      Number.isFinite(profile[field]),
    )
  );
}
