import { ApiProperty } from '@nestjs/swagger';
import { type ErasureNotice, type ErasureRequest } from '#contracts/erasure.js';
import { LONGEST_TOKEN } from '../common/auth/bearer-token.js';
import { Text } from '../common/http/text.decorator.js';

/** Body of `DELETE /users/me`. */
export class RequestErasureDto implements ErasureRequest {
  @ApiProperty({
    maxLength: LONGEST_TOKEN,
    example: 'eyJ…',
    description:
      "A Clerk session token of the caller, at most ten minutes after its session's first factor (`fva`)",
  })
  @Text({ max: LONGEST_TOKEN })
  clerkToken!: string;
}

/** `ErasureNotice` of the contracts as OpenAPI needs it: a class. */
export class ErasureNoticeDto implements ErasureNotice {
  @ApiProperty({ format: 'date-time', example: '2026-12-02T09:30:00.000Z' })
  eraseAfter!: string;
}
