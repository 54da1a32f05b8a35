import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsUUID, ValidateIf } from 'class-validator';
import { PageCursor, PageLimit } from '../../common/http/page-query.decorators.js';

/** Query of `GET /admin/audit-log`. */
export class ReadAuditLogDto {
  @OptionalUserId('Who did it')
  actor?: string;

  @OptionalUserId('To whom it was done')
  subject?: string;

  @PageLimit()
  limit?: number;

  @PageCursor()
  cursor?: string;
}

function OptionalUserId(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ format: 'uuid', description, example: '01936d2e-8c1a-7c4e-9b5e-0f6a2d4c8b1e' }),
    ValidateIf((_object, value: unknown) => value !== undefined),
    IsUUID(),
  );
}
