import { type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type ThrottlerStorage, ThrottlerStorageService } from '@nestjs/throttler';
import { RedisLine } from './redis-line.js';

type Counted = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** The throttler's store in Redis, for all replicas together; while Redis is away, each replica counts alone. */
export class SharedCounters implements ThrottlerStorage, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly line: RedisLine;
  private readonly alone = new ThrottlerStorageService();

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

  /** As the throttler's own store does it with a block of 0: the window slides, what is refused does not count. */
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
