import { type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type ThrottlerStorage } from '@nestjs/throttler';
import { OwnCounters } from './own-counters.js';
import { RedisLine } from './redis-line.js';

type Counted = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** Counters in Redis, for all replicas together; while Redis is away, each replica counts alone. */
export class SharedCounters implements ThrottlerStorage, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly line: RedisLine;
  private readonly alone = new OwnCounters();

  constructor(redisUrl: string) {
    this.line = new RedisLine(redisUrl);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.line.open();
  }

  async onApplicationShutdown(): Promise<void> {
    this.alone.onApplicationShutdown();
    await this.line.close();
  }

  /** As a replica counts alone: the window slides, what is refused does not count. */
  async increment(...hit: Parameters<ThrottlerStorage['increment']>): Promise<Counted> {
    const [key, windowMs, limit] = hit;
    const state = await this.line.count(key, windowMs, limit);
    if (!state) return this.alone.increment(...hit);
    return {
      totalHits: state.hits,
      timeToExpire: Math.ceil(windowMs / 1000),
      isBlocked: state.isFull,
      timeToBlockExpire: Math.ceil(state.waitMs / 1000),
    };
  }
}
