import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type SignInResponse } from '#contracts/sign-in.js';
import { type ClerkIdentity } from '../clerk/clerk-identity.js';
import { Public } from '../common/auth/public.decorator.js';
import { ApiRefusals } from '../common/http/api-refusals.decorator.js';
import { ClerkGuard, ClerkUser } from './clerk.guard.js';
import { SignInResponseDto } from './sign-in-response.dto.js';
import { SignInService } from './sign-in.service.js';
import { toSignInRequest, VerifyClerkTokenDto } from './verify-clerk-token.dto.js';

/** Sign-in. */
@ApiTags('Auth')
@ApiBearerAuth('clerk')
@Controller('auth')
export class AuthController {
  constructor(private readonly signIn: SignInService) {}

  /** Public as far as the app's token goes: `ClerkGuard` asks for Clerk's. */
  @Public()
  @UseGuards(ClerkGuard)
  @Post('verify-clerk-token')
  @HttpCode(200)
  @ApiOperation({
    summary: "Exchange a Clerk session token for the app's token",
    description:
      'For everybody with a Clerk session. The token decides who signs in; the body is compared with it.',
  })
  @ApiOkResponse({ type: SignInResponseDto })
  @ApiRefusals(
    'request.malformed',
    'request.invalid',
    'phone.invalid',
    'auth.unauthorized',
    'auth.identity_mismatch',
    'auth.phone_unverified',
    'user.blocked',
    'user.parked',
    'request.too_large',
    'request.unsupported_media_type',
    'request.rate_limited',
    'auth.keys_unavailable',
    'auth.clerk_unavailable',
    'database.unavailable',
  )
  verifyClerkToken(
    @ClerkUser() identity: ClerkIdentity,
    @Body() body: VerifyClerkTokenDto,
  ): Promise<SignInResponse> {
    return this.signIn.signIn(identity, toSignInRequest(body));
  }
}
