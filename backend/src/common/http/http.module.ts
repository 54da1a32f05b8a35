import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ThrottlerModule, type ThrottlerStorage } from '@nestjs/throttler';
import { ProblemFilter } from '../errors/problem.filter.js';
import { Metrics } from '../metrics/metrics.js';
import { Drain, DRAIN_MS } from './drain.js';
import { OwnCounters } from './own-counters.js';
import { RATE_LIMITS, type RateLimits } from './rate-limits.js';
import { RateLimiter } from './rate-limiter.js';
import { RequestInputPipe } from './request-input.pipe.js';

interface HttpOptions {
  rateLimits: RateLimits;
  /** Where replicas count requests together; each counts alone without it. */
  redisUrl: string | undefined;
  drainMs: number;
}

/** What holds for every route: how bodies are read, errors written, requests limited and counted, and how the server stops. */
@Global()
@Module({})
export class HttpModule {
  static with({ rateLimits, redisUrl, drainMs }: HttpOptions): DynamicModule {
    return {
      module: HttpModule,
      // The module gives the store only: a guard of ours counts by user.
      imports: [
        ThrottlerModule.forRootAsync({
          useFactory: async () => ({ throttlers: [], storage: await openCounters(redisUrl) }),
        }),
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: RequestInputPipe },
        { provide: RATE_LIMITS, useValue: rateLimits },
        { provide: DRAIN_MS, useValue: drainMs },
        Drain,
        Metrics,
        RateLimiter,
      ],
      exports: [Drain, Metrics, RateLimiter],
    };
  }
}

async function openCounters(redisUrl: string | undefined): Promise<ThrottlerStorage> {
  if (redisUrl === undefined) return new OwnCounters();
  // Loaded only where replicas share: the client is five hundred files.
  const { SharedCounters } = await import('./shared-counters.js');
  return new SharedCounters(redisUrl);
}
