import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import { MOST_SIGN_UP_DAYS } from '#contracts/admin.js';

export const USUAL_SIGN_UP_DAYS = 30;

/** Query of `GET /admin/stats/sign-ups`. */
export class CountSignUpsDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MOST_SIGN_UP_DAYS,
    default: USUAL_SIGN_UP_DAYS,
    example: USUAL_SIGN_UP_DAYS,
  })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^[0-9]{1,3}$/.test(value) ? Number(value) : value,
  )
  @ValidateIf((_object, value: unknown) => value !== undefined)
  @Max(MOST_SIGN_UP_DAYS)
  @Min(1)
  @IsInt()
  days?: number;
}
