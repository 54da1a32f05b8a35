import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { type DestinationStream } from 'pino';
import { AdminModule } from './admin/admin.module.js';
import { AuthModule } from './auth/auth.module.js';
import { ClerkModule } from './clerk/clerk.module.js';
import { HttpModule } from './common/http/http.module.js';
import { logStream as standardOutput } from './common/http/log-stream.js';
import { loggingParams } from './common/http/logging.js';
import { DEFAULT_RATE_LIMITS, type RateLimits } from './common/http/rate-limits.js';
import { ConfigModule } from './config/config.module.js';
import { type Environment } from './config/env.js';
import { DatabaseModule } from './database/database.module.js';
import { ErasureModule } from './erasure/erasure.module.js';
import { DocsModule } from './docs/docs.module.js';
import { HealthModule } from './health/health.module.js';
import { QuotaModule } from './quota/quota.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { ReferralsModule } from './referrals/referrals.module.js';
import { User } from './users/user.entity.js';
import { UsersModule } from './users/users.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** What a test or a benchmark may set besides the environment. */
export interface AppOptions {
  rateLimits?: RateLimits;
  logStream?: DestinationStream;
  /** Jobs follow their timetables unless this says otherwise. */
  runsJobs?: boolean;
}

@Module({})
export class AppModule {
  static with(environment: Environment, options: AppOptions = {}): DynamicModule {
    const { rateLimits = DEFAULT_RATE_LIMITS, logStream = standardOutput(), runsJobs = true } = options;
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(environment),
        LoggerModule.forRoot(loggingParams(environment.logLevel, logStream)),
        HttpModule.with({ rateLimits, drainMs: environment.drainMs, redisUrl: environment.redisUrl }),
        DatabaseModule.with([User]),
        ClerkModule,
        AuthModule,
        UsersModule,
        ReferralsModule,
        QuotaModule,
        ErasureModule.with(runsJobs),
        AdminModule,
        WebhooksModule,
        HealthModule,
        MetricsModule,
        DocsModule,
      ],
    };
  }
}
