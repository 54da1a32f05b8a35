import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import { LARGEST_PAGE, USUAL_PAGE } from './page.js';
import { Text } from './text.decorator.js';

const LONGEST_CURSOR = 200;
const given = ValidateIf((_object, value: unknown) => value !== undefined);

/** `?limit`: how many items a page holds, 1 to 100. */
export function PageLimit(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      type: 'integer',
      minimum: 1,
      maximum: LARGEST_PAGE,
      default: USUAL_PAGE,
      example: USUAL_PAGE,
    }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^[0-9]{1,4}$/.test(value) ? Number(value) : value,
    ),
    given,
    Max(LARGEST_PAGE),
    Min(1),
    IsInt(),
  );
}

/** `?cursor`: the `nextCursor` of the page before; see `placeOf`. */
export function PageCursor(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      maxLength: LONGEST_CURSOR,
      description: 'The `nextCursor` of the page before',
      // A place after every row there is, so that the example gives the first page.
      example: 'Mjk5OS0wMS0wMSAwMDowMDowMCswMHxmZmZmZmZmZi1mZmZmLTRmZmYtYmZmZi1mZmZmZmZmZmZmZmY',
    }),
    Text({ max: LONGEST_CURSOR, optional: true }),
  );
}
