import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';

/**
 * A whole number of a query, from 1 on; it may be left out.
 * @param most the largest that is taken
 * @param usual what is meant when there is none, for the document
 */
export function WholeNumberQuery({ most, usual }: { most: number; usual: number }): PropertyDecorator {
  // One figure more than the largest has: what is longer stays a text, and is refused as one.
  const digits = new RegExp(`^[0-9]{1,${String(most).length + 1}}$`);
  return applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: most, default: usual, example: usual }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && digits.test(value) ? Number(value) : value,
    ),
    ValidateIf((_object, value: unknown) => value !== undefined),
    Max(most),
    Min(1),
    IsInt(),
  );
}
