import { ApiProperty } from '@nestjs/swagger';
import { type AuditEntry } from '#contracts/admin.js';
import { type Page } from '#contracts/page.js';

const ID = { format: 'uuid', example: '01936d2e-8c1a-7c4e-9b5e-0f6a2d4c8b1e' };

/** `AuditEntry` of the contracts as OpenAPI needs it: a class. */
export class AuditEntryDto implements AuditEntry {
  @ApiProperty(ID)
  id!: string;

  @ApiProperty({ example: 'admin.user_blocked' })
  action!: string;

  @ApiProperty({ ...ID, type: String, nullable: true, description: 'Null: the system itself' })
  actorId!: string | null;

  @ApiProperty({ ...ID, type: String, nullable: true })
  subjectId!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, example: { reason: 'Spam, ticket 4711' } })
  details!: Record<string, unknown>;

  @ApiProperty({ format: 'date-time', example: '2026-11-25T09:30:00.000Z' })
  createdAt!: string;
}

/** A page of the audit log. */
export class AuditLogPageDto implements Page<AuditEntry> {
  @ApiProperty({ type: [AuditEntryDto] })
  items!: AuditEntryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: string | null;
}
