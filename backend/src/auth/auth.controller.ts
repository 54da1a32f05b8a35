import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type SignInResponse } from '#contracts/sign-in.js';
import { type ClerkIdentity } from '../clerk/clerk-identity.js';
import { type AuthUser } from '../common/auth/auth-user.js';
import { CurrentUser } from '../common/auth/current-user.decorator.js';
import { Public } from '../common/auth/public.decorator.js';
import { ApiRefusals } from '../common/http/api-refusals.decorator.js';
import { ClerkGuard, ClerkUser } from './clerk.guard.js';
import { SignInResponseDto } from './sign-in-response.dto.js';
import { SignInService } from './sign-in.service.js';
import { SignOutService } from './sign-out.service.js';
import { toSignInRequest, VerifyClerkTokenDto } from './verify-clerk-token.dto.js';

/** Signing in, and out. */
@ApiTags('Auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIn: SignInService,
    private readonly signOut: SignOutService,
  ) {}

  /** Public as far as the app's token goes: `ClerkGuard` asks for Clerk's. */
  @Public()
  @UseGuards(ClerkGuard)
  @Post('verify-clerk-token')
  @HttpCode(200)
  @ApiBearerAuth('clerk')
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

  /** Takes no body. Repeating it does no harm. */
  @Post('sign-out-everywhere')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Sign out everywhere',
    description:
      "For every signed-in user. Every token of the account, also this request's, ends at once on every replica, and so " +
      "do the user's Clerk sessions.",
  })
  @ApiNoContentResponse()
  @ApiRefusals('auth.unauthorized', 'request.rate_limited', 'auth.clerk_unavailable', 'database.unavailable')
  async signOutEverywhere(@CurrentUser() user: AuthUser): Promise<void> {
    await this.signOut.everywhere(user.id);
  }
}
