import { Module } from '@nestjs/common';
import { AdminFunctions } from './admin-functions.js';
import { AdminAuditLogController } from './audit-log/admin-audit-log.controller.js';
import { AdminAuditLogService } from './audit-log/admin-audit-log.service.js';
import { AdminReferralsController } from './referrals/admin-referrals.controller.js';
import { AdminReferralsService } from './referrals/admin-referrals.service.js';
import { AdminStatsController } from './stats/admin-stats.controller.js';
import { AdminStatsService } from './stats/admin-stats.service.js';
import { AdminUsersController } from './users/admin-users.controller.js';
import { AdminUsersService } from './users/admin-users.service.js';

@Module({
  controllers: [
    AdminUsersController,
    AdminReferralsController,
    AdminAuditLogController,
    AdminStatsController,
  ],
  providers: [
    AdminFunctions,
    AdminUsersService,
    AdminReferralsService,
    AdminAuditLogService,
    AdminStatsService,
  ],
})
export class AdminModule {}
