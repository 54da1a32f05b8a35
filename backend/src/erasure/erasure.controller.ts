import { Body, Controller, Delete, HttpCode } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ErasureNotice } from '#contracts/erasure.js';
import { type AuthUser } from '../common/auth/auth-user.js';
import { CurrentUser } from '../common/auth/current-user.decorator.js';
import { ApiRefusals } from '../common/http/api-refusals.decorator.js';
import { ErasureService } from './erasure.service.js';
import { ErasureNoticeDto, RequestErasureDto } from './request-erasure.dto.js';

/** The end of the caller's own account. */
@ApiTags('Users')
@ApiBearerAuth()
@Controller('users')
export class ErasureController {
  constructor(private readonly erasure: ErasureService) {}

  @Delete('me')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Erase my account',
    description:
      'For every signed-in user who has just typed a code. The account is erased in seven days; every token and Clerk ' +
      'session of it ends now. Signing in anew before then calls the erasure off.',
  })
  @ApiAcceptedResponse({ type: ErasureNoticeDto })
  @ApiRefusals(
    'request.malformed',
    'request.invalid',
    'auth.unauthorized',
    'auth.identity_mismatch',
    'auth.reverification_needed',
    'request.too_large',
    'request.unsupported_media_type',
    'request.rate_limited',
    'auth.keys_unavailable',
    'auth.clerk_unavailable',
    'database.unavailable',
  )
  async eraseMe(@CurrentUser() user: AuthUser, @Body() body: RequestErasureDto): Promise<ErasureNotice> {
    return { eraseAfter: (await this.erasure.request(user.id, body.clerkToken)).toISOString() };
  }
}
