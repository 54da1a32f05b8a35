import { Body, Controller, Get, Ip, Param, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import {
  type Invitation,
  type MyReferrals,
  type ReferralCodeLookUp,
  type ReferralStanding,
} from '#contracts/referral.js';
import { type AuthUser } from '../common/auth/auth-user.js';
import { CurrentUser } from '../common/auth/current-user.decorator.js';
import { Public } from '../common/auth/public.decorator.js';
import { ApiRefusals } from '../common/http/api-refusals.decorator.js';
import { RateLimiter } from '../common/http/rate-limiter.js';
import { ListOwnReferralsDto } from './list-own-referrals.dto.js';
import { OwnReferralsService } from './own-referrals.service.js';
import { RedeemReferralDto } from './redeem-referral.dto.js';
import { InvitationDto, MyReferralsDto, ReferralCodeLookUpDto, ReferralStandingDto } from './referral.dto.js';
import { ReferralsService } from './referrals.service.js';

/** Inviting other shops, and having been invited. */
@ApiTags('Referrals')
@Controller('referrals')
export class ReferralsController {
  constructor(
    private readonly referrals: ReferralsService,
    private readonly own: OwnReferralsService,
    private readonly limiter: RateLimiter,
  ) {}

  @Get('me')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'The own code, and who came by it',
    description: 'For every signed-in user. Newest first; of the shops no more than their name.',
  })
  @ApiOkResponse({ type: MyReferralsDto })
  @ApiRefusals('request.invalid', 'auth.unauthorized', 'request.rate_limited', 'database.unavailable')
  mine(@CurrentUser() { profile }: AuthUser, @Query() query: ListOwnReferralsDto): Promise<MyReferrals> {
    return this.own.mine(profile, query);
  }

  @Get('me/standing')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'What may still be earned',
    description: "For every signed-in user: this month's rewards of at most ten, and who invited the caller.",
  })
  @ApiOkResponse({ type: ReferralStandingDto })
  @ApiRefusals('auth.unauthorized', 'request.rate_limited', 'database.unavailable')
  standing(@CurrentUser() { profile }: AuthUser): Promise<ReferralStanding> {
    return this.own.standing(profile);
  }

  /** Unknown, malformed and valid codes cost the same look-up and come in one shape: nobody learns codes by trying. */
  @Public()
  @Get('codes/:code')
  @ApiParam({
    name: 'code',
    description: 'In any case, with spaces or without the dash',
    example: 'BP-7KQ2M9XWZ',
  })
  @ApiOperation({
    summary: 'Who invites by a code',
    description: 'For everybody, 20 times a minute from one address.',
  })
  @ApiOkResponse({ type: ReferralCodeLookUpDto })
  @ApiRefusals('request.rate_limited', 'database.unavailable')
  async lookUp(@Param('code') code: string, @Ip() address: string): Promise<ReferralCodeLookUp> {
    await this.limiter.count('codeLookUpsPerAddress', address);
    return this.referrals.lookUp(code);
  }

  @Post('redeem')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Redeem the code of whoever invited you',
    description:
      'For every signed-in user, within seven days of signing up, once and for ever; the same code again gets the ' +
      'same answer; 20 tries a minute. With a complete ' +
      'profile both sides have five uploads a month more.',
  })
  @ApiCreatedResponse({ type: InvitationDto })
  @ApiRefusals(
    'request.malformed',
    'request.invalid',
    'referral.own_code',
    'auth.unauthorized',
    'referral.too_late',
    'referral.code_unknown',
    'referral.already_redeemed',
    'request.too_large',
    'request.unsupported_media_type',
    'request.rate_limited',
    'database.unavailable',
  )
  async redeem(@CurrentUser() user: AuthUser, @Body() { code }: RedeemReferralDto): Promise<Invitation> {
    // What is refused tells a known code from an unknown one, too.
    await this.limiter.count('redemptionsPerUser', user.id);
    return this.referrals.redeem(user.id, code);
  }
}
