import { type AuditEntry } from '#contracts/admin.js';
import { type Placed } from '../../common/http/page.js';

/** A row of `admin_read_audit_log()`. */
export interface AuditEntryRow extends Placed {
  action: string;
  actorId: string | null;
  subjectId: string | null;
  details: Record<string, unknown>;
  createdAt: Date;
}

export const AUDIT_ENTRY_COLUMNS = `
  id, action, actor_id AS "actorId", subject_id AS "subjectId", details, created_at AS "createdAt",
  created_at::text AS "cursorAt"`;

export function toAuditEntry({ cursorAt: _, createdAt, ...row }: AuditEntryRow): AuditEntry {
  return { ...row, createdAt: createdAt.toISOString() };
}
