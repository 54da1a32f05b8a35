import { type DynamicModule, Module } from '@nestjs/common';
import { ClerkModule } from '../clerk/clerk.module.js';
import { ConfigModule } from '../config/config.module.js';
import { type Environment } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { UsersModule } from '../users/users.module.js';
import { ReconciliationService } from './reconciliation.service.js';

/** A program of its own, with nothing of the API but what it works with: functions of the database, no entity. */
@Module({})
export class ReconciliationModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: ReconciliationModule,
      imports: [ConfigModule.of(environment), DatabaseModule.with([]), ClerkModule, UsersModule],
      providers: [ReconciliationService],
    };
  }
}
