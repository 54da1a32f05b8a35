import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.js';
import { ErasureController } from './erasure.controller.js';
import { ErasureJob } from './erasure.job.js';
import { ErasureService } from './erasure.service.js';

@Module({
  imports: [UsersModule],
  controllers: [ErasureController],
  providers: [ErasureService, ErasureJob],
})
export class ErasureModule {}
