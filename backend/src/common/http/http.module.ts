import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { ProblemFilter } from '../errors/problem.filter.js';
import { Drain, DRAIN_MS } from './drain.js';
import { RATE_LIMITS, type RateLimits } from './rate-limits.js';
import { RateLimiter } from './rate-limiter.js';
import { RequestInputPipe } from './request-input.pipe.js';

/** What holds for every route: how bodies are read, errors written, requests counted, and how the server stops. */
@Global()
@Module({})
export class HttpModule {
  static with(rateLimits: RateLimits, drainMs: number): DynamicModule {
    return {
      module: HttpModule,
      // The module gives the store only: a guard of ours counts by user. Another store is chosen here.
      imports: [ThrottlerModule.forRoot([])],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: RequestInputPipe },
        { provide: RATE_LIMITS, useValue: rateLimits },
        { provide: DRAIN_MS, useValue: drainMs },
        Drain,
        RateLimiter,
      ],
      exports: [Drain, RateLimiter],
    };
  }
}
