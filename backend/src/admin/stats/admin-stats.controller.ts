import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AdminStats } from '#contracts/admin.js';
import { AdminOnly } from '../../common/auth/admin-only.decorator.js';
import { type AuthUser } from '../../common/auth/auth-user.js';
import { CurrentUser } from '../../common/auth/current-user.decorator.js';
import { AdminStatsDto } from './admin-stats.dto.js';
import { AdminStatsService } from './admin-stats.service.js';

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
}
