import { ApiProperty } from '@nestjs/swagger';
import { LONGEST_REASON } from '#contracts/admin.js';
import { Text } from '../common/http/text.decorator.js';

/** Body of what an admin has to give a reason for; it stands in the audit log. */
export class ReasonDto {
  @ApiProperty({ minLength: 1, maxLength: LONGEST_REASON, example: 'Asked for by the owner, ticket 4711' })
  @Text({ max: LONGEST_REASON })
  reason!: string;
}
