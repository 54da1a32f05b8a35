import { ApiProperty } from '@nestjs/swagger';
import { type WebhookOutcome, WEBHOOK_OUTCOMES } from './webhook-outcome.js';

/** An event as Clerk sends it, as far as we read it. */
export class ClerkEventDto {
  @ApiProperty({ example: 'user.updated' })
  type!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The user, session or whatever it is about',
  })
  data!: Record<string, unknown>;
}

/** What a webhook did. */
export class WebhookAnswerDto {
  @ApiProperty({ enum: WEBHOOK_OUTCOMES, example: 'phone_changed' })
  outcome!: WebhookOutcome;
}
