import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ERROR_STATUS,
  type ErrorCode,
  FIELD_ERROR_CODES,
  type FieldError,
  type FieldErrorCode,
  type Problem,
} from '#contracts/error-codes.js';

class FieldErrorDto implements FieldError {
  @ApiProperty({ example: 'shopName' })
  field!: string;

  @ApiProperty({ enum: FIELD_ERROR_CODES })
  code!: FieldErrorCode;
}

/** `Problem` of the contracts as OpenAPI needs it: a class. */
export class ProblemDto implements Problem {
  @ApiProperty({ example: 'urn:bharatprint:error:request.invalid' })
  type!: string;

  @ApiProperty({ example: 'Some fields of the request are missing or wrong.' })
  title!: string;

  @ApiProperty({ example: 400 })
  status!: number;

  @ApiProperty({ enum: Object.keys(ERROR_STATUS), example: 'request.invalid' })
  code!: ErrorCode;

  @ApiProperty({ example: '3f2b1c9e-4d57-4a52-9d0c-8a6d1f2e7b11' })
  requestId!: string;

  @ApiPropertyOptional({ type: [FieldErrorDto] })
  errors?: FieldError[];

  @ApiPropertyOptional({
    example: '2026-11-30T18:30:00.000Z',
    format: 'date-time',
    description: 'With `quota.exceeded`: when uploads are open again',
  })
  opensAt?: string;
}
