import { type SessionRecord, type SessionStatus } from './records.ts';

/** A session's status now: its times end it without anybody writing that down. */
export function statusOf(session: SessionRecord): SessionStatus {
  if (session.status !== 'active') return session.status;
  const now = Date.now();
  if (now >= session.abandonAt) return 'abandoned';
  return now >= session.expireAt ? 'expired' : 'active';
}
