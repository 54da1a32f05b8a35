import { Injectable } from '@nestjs/common';
import { type AuditEntry } from '#contracts/admin.js';
import { type Page } from '#contracts/page.js';
import { placeOf, toPage, USUAL_PAGE } from '../../common/http/page.js';
import { AdminFunctions } from '../admin-functions.js';
import { AUDIT_ENTRY_COLUMNS, type AuditEntryRow, toAuditEntry } from './audit-entry.view.js';
import { type ReadAuditLogDto } from './read-audit-log.dto.js';

const READ = `SELECT ${AUDIT_ENTRY_COLUMNS} FROM admin_read_audit_log($1, $2, $3, $4, $5)`;

/** The audit log, which can be read and added to, and nothing else. */
@Injectable()
export class AdminAuditLogService {
  constructor(private readonly functions: AdminFunctions) {}

  /** @throws AppError `request.invalid` for a cursor that is none */
  async read(adminId: string, query: ReadAuditLogDto): Promise<Page<AuditEntry>> {
    const { actor = null, subject = null, limit = USUAL_PAGE, cursor } = query;
    const place = placeOf(cursor);
    const values = [actor, subject, place?.at ?? null, place?.id ?? null, limit + 1];
    return toPage(await this.functions.call<AuditEntryRow>(adminId, READ, values), limit, toAuditEntry);
  }
}
