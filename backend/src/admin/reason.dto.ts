import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../common/http/text.decorator.js';

export const LONGEST_REASON = 500;

/** Body of what an admin has to give a reason for; it stands in the audit log. */
export class ReasonDto {
  @ApiProperty({ minLength: 1, maxLength: LONGEST_REASON, example: 'Asked for by the owner, ticket 4711' })
  @Text({ max: LONGEST_REASON })
  reason!: string;
}
