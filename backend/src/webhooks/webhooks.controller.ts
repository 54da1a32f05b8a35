import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../common/auth/public.decorator.js';
import { type ApiRequest } from '../common/http/api-request.js';
import { ApiRefusals } from '../common/http/api-refusals.decorator.js';
import { ClerkEventDto, WebhookAnswerDto } from './clerk-event.dto.js';
import { type WebhookOutcome } from './webhook-outcome.js';
import { WebhooksService } from './webhooks.service.js';

/** What other services tell us. */
@ApiTags('Webhooks')
@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  /** Public as far as the app's token goes: the signature says that it is Clerk. It reads the body's bytes. */
  @Public()
  @Post('clerk')
  @HttpCode(200)
  @ApiOperation({
    summary: "Clerk's events",
    description:
      'For Clerk alone. `user.updated` and `user.deleted` take effect, every other type is ignored. A 5xx asks for the ' +
      'same delivery again; a delivery that has had its effect has no other.',
  })
  @ApiHeader({ name: 'svix-id', example: 'msg_2xAbCdEfGhIjKlMnOpQrStUvWxY' })
  @ApiHeader({ name: 'svix-timestamp', description: 'Seconds since 1970', example: '1795600000' })
  @ApiHeader({ name: 'svix-signature', example: 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=' })
  @ApiBody({ type: ClerkEventDto })
  @ApiOkResponse({ type: WebhookAnswerDto })
  @ApiRefusals(
    'request.malformed',
    'webhook.signature_invalid',
    'request.too_large',
    'request.unsupported_media_type',
    'auth.clerk_unavailable',
    'database.unavailable',
    'webhook.not_configured',
  )
  async clerk(@Req() request: ApiRequest): Promise<{ outcome: WebhookOutcome }> {
    return { outcome: await this.webhooks.receive(request.headers, request.rawBody ?? Buffer.alloc(0)) };
  }
}
