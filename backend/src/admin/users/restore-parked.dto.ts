import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, ValidateIf } from 'class-validator';
import { LONGEST_REASON } from '#contracts/admin.js';
import { Text } from '../../common/http/text.decorator.js';

/** Body of `POST /admin/users/:id/restore-parked`. */
export class RestoreParkedDto {
  @ApiProperty({
    minLength: 1,
    maxLength: LONGEST_REASON,
    example: 'The owner has the same number again, ticket 4712',
  })
  @Text({ max: LONGEST_REASON })
  reason!: string;

  @ApiPropertyOptional({
    example: false,
    description:
      'When another account has the number now: park that one, and let its Clerk user sign in to this one',
  })
  @ValidateIf((_object, value: unknown) => value !== undefined)
  @IsBoolean()
  parkHolder?: boolean;
}
