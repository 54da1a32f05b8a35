import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AdminStats, type SignUps } from '#contracts/admin.js';
import { AdminOnly } from '../../common/auth/admin-only.decorator.js';
import { type AuthUser } from '../../common/auth/auth-user.js';
import { CurrentUser } from '../../common/auth/current-user.decorator.js';
import { AdminStatsDto, SignUpsDto } from './admin-stats.dto.js';
import { AdminStatsService } from './admin-stats.service.js';
import { CountSignUpsDto, USUAL_SIGN_UP_DAYS } from './count-sign-ups.dto.js';

/** Figures. */
@ApiTags('Admin')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/stats')
export class AdminStatsController {
  constructor(private readonly stats: AdminStatsService) {}

  @Get()
  @ApiOperation({
    summary: 'Figures',
    description: 'Accounts, plans, sign-ups, referrals and uploads at this moment.',
  })
  @ApiOkResponse({ type: AdminStatsDto })
  read(@CurrentUser() admin: AuthUser): Promise<AdminStats> {
    return this.stats.read(admin.id);
  }

  @Get('sign-ups')
  @ApiOperation({ summary: 'Sign-ups per day', description: 'Days in Asia/Kolkata, today last.' })
  @ApiOkResponse({ type: SignUpsDto })
  signUps(@CurrentUser() admin: AuthUser, @Query() { days }: CountSignUpsDto): Promise<SignUps> {
    return this.stats.signUps(admin.id, days ?? USUAL_SIGN_UP_DAYS);
  }
}
