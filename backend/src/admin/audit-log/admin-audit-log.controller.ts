import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AuditEntry } from '#contracts/admin.js';
import { type Page } from '#contracts/page.js';
import { AdminOnly } from '../../common/auth/admin-only.decorator.js';
import { type AuthUser } from '../../common/auth/auth-user.js';
import { CurrentUser } from '../../common/auth/current-user.decorator.js';
import { AdminAuditLogService } from './admin-audit-log.service.js';
import { AuditLogPageDto } from './audit-entry.dto.js';
import { ReadAuditLogDto } from './read-audit-log.dto.js';

/** Who did what to whom. */
@ApiTags('Admin')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/audit-log')
export class AdminAuditLogController {
  constructor(private readonly auditLog: AdminAuditLogService) {}

  @Get()
  @ApiOperation({
    summary: 'The audit log',
    description: 'Newest first. Reading it is written down as well.',
  })
  @ApiOkResponse({ type: AuditLogPageDto })
  read(@CurrentUser() admin: AuthUser, @Query() query: ReadAuditLogDto): Promise<Page<AuditEntry>> {
    return this.auditLog.read(admin.id, query);
  }
}
