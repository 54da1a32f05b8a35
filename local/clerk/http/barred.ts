import { type UserRecord } from '../state/records.ts';
import { ClerkRefusal } from './errors.ts';

/** @throws ClerkRefusal 403 for who is banned or locked out for a while */
export function refuseBarred(user: UserRecord): void {
  if (user.banned) throw new ClerkRefusal('user_banned');
  const lockedForMs = (user.lockedUntil ?? 0) - Date.now();
  if (lockedForMs <= 0) return;
  throw new ClerkRefusal('user_locked', {
    meta: { lockout_expires_in_seconds: Math.ceil(lockedForMs / 1000) },
  });
}
