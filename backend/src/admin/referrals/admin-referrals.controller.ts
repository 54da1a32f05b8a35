import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type AdminReferral, type ReferralFunnel } from '#contracts/admin.js';
import { type Page } from '#contracts/page.js';
import { AdminOnly } from '../../common/auth/admin-only.decorator.js';
import { type AuthUser } from '../../common/auth/auth-user.js';
import { CurrentUser } from '../../common/auth/current-user.decorator.js';
import { ApiRefusals } from '../../common/http/api-refusals.decorator.js';
import { IdParamPipe } from '../../common/http/id-param.pipe.js';
import { ReasonDto } from '../reason.dto.js';
import { AdminReferralDto, AdminReferralPageDto } from './admin-referral.dto.js';
import { AdminReferralsService } from './admin-referrals.service.js';
import { ReferralFunnelDto } from './referral-funnel.dto.js';
import { ListReferralsDto } from './list-referrals.dto.js';

const ApiReferralId = () =>
  ApiParam({
    name: 'id',
    description: 'Of `GET /admin/referrals`',
    example: '01936d2e-8c1a-7c4e-9b5e-0f6a2d4c8b1e',
  });

/** The queue of held referrals. */
@ApiTags('Admin')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/referrals')
export class AdminReferralsController {
  constructor(private readonly referrals: AdminReferralsService) {}

  @Get()
  @ApiOperation({
    summary: 'Referrals of one status',
    description: 'The held ones, newest first, unless you ask.',
  })
  @ApiOkResponse({ type: AdminReferralPageDto })
  list(@CurrentUser() admin: AuthUser, @Query() query: ListReferralsDto): Promise<Page<AdminReferral>> {
    return this.referrals.list(admin.id, query);
  }

  @Get('funnel')
  @ApiOperation({
    summary: 'From an opened link to a reward',
    description: 'Thirty days in Asia/Kolkata, today last. Each step counts on its own day.',
  })
  @ApiOkResponse({ type: ReferralFunnelDto })
  funnel(@CurrentUser() admin: AuthUser): Promise<ReferralFunnel> {
    return this.referrals.funnel(admin.id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @ApiReferralId()
  @ApiOperation({
    summary: 'Let a held referral count',
    description:
      "Both sides are rewarded when the referee's profile is complete and the referrer has fewer than ten rewards this month.",
  })
  @ApiOkResponse({ type: AdminReferralDto })
  @ApiRefusals('referral.not_held')
  approve(
    @CurrentUser() admin: AuthUser,
    @Param('id', IdParamPipe) id: string,
    @Body() { reason }: ReasonDto,
  ): Promise<AdminReferral> {
    return this.referrals.approve(admin.id, id, reason);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @ApiReferralId()
  @ApiOperation({ summary: 'Reject a held referral', description: 'It never counts.' })
  @ApiOkResponse({ type: AdminReferralDto })
  @ApiRefusals('referral.not_held')
  reject(
    @CurrentUser() admin: AuthUser,
    @Param('id', IdParamPipe) id: string,
    @Body() { reason }: ReasonDto,
  ): Promise<AdminReferral> {
    return this.referrals.reject(admin.id, id, reason);
  }

  @Post(':id/reverse')
  @HttpCode(200)
  @ApiReferralId()
  @ApiOperation({
    summary: 'Take a reward back',
    description: 'Both sides lose the uploads a month it brought; the referral is rejected.',
  })
  @ApiOkResponse({ type: AdminReferralDto })
  @ApiRefusals('referral.not_rewarded')
  reverse(
    @CurrentUser() admin: AuthUser,
    @Param('id', IdParamPipe) id: string,
    @Body() { reason }: ReasonDto,
  ): Promise<AdminReferral> {
    return this.referrals.reverse(admin.id, id, reason);
  }
}
