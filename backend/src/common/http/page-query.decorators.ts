import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { LARGEST_PAGE, USUAL_PAGE } from './page.js';
import { Text } from './text.decorator.js';
import { WholeNumberQuery } from './whole-number-query.decorator.js';

const LONGEST_CURSOR = 200;

/** `?limit`: how many items a page holds, 1 to 100. */
export function PageLimit(): PropertyDecorator {
  return WholeNumberQuery({ most: LARGEST_PAGE, usual: USUAL_PAGE });
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
