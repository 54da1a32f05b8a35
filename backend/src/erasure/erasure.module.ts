import { type DynamicModule, Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.js';
import { ErasureController } from './erasure.controller.js';
import { ErasureJob, RUNS_BY_ITSELF } from './erasure.job.js';
import { ErasureService } from './erasure.service.js';

@Module({})
export class ErasureModule {
  /** @param runsByItself whether the job follows its timetable */
  static with(runsByItself: boolean): DynamicModule {
    return {
      module: ErasureModule,
      imports: [UsersModule],
      controllers: [ErasureController],
      providers: [ErasureService, ErasureJob, { provide: RUNS_BY_ITSELF, useValue: runsByItself }],
    };
  }
}
