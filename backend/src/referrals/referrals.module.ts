import { Module } from '@nestjs/common';
import { LinkOpens } from './link-opens.js';
import { OwnReferralsService } from './own-referrals.service.js';
import { ReferralsController } from './referrals.controller.js';
import { ReferralsService } from './referrals.service.js';

@Module({
  controllers: [ReferralsController],
  providers: [ReferralsService, OwnReferralsService, LinkOpens],
  exports: [ReferralsService],
})
export class ReferralsModule {}
