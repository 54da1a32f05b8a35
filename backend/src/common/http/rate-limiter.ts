import { Inject, Injectable } from '@nestjs/common';
import { ThrottlerStorage } from '@nestjs/throttler';
import { AppError } from '../errors/app-error.js';
import { Metrics } from '../metrics/metrics.js';
import { RATE_LIMITS, type RateLimits } from './rate-limits.js';
import { networkOf } from './source-network.js';

const MINUTE_MS = 60_000;
/** The window slides: what is refused does not count, so nobody is locked out for longer by trying. */
const NO_BLOCK = 0;

/** Counts requests in the throttler's store, which a deployment may share between replicas. */
@Injectable()
export class RateLimiter {
  constructor(
    @Inject(ThrottlerStorage) private readonly storage: ThrottlerStorage,
    @Inject(RATE_LIMITS) private readonly limits: RateLimits,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Counts one request of this source.
   * @param source an address or an id, never a phone number: stores and their dumps are read by people
   * @throws AppError `request.rate_limited` with the seconds to wait, once the minute's share is used up
   */
  async count(limit: keyof RateLimits, source: string): Promise<void> {
    const { isBlocked, timeToBlockExpire } = await this.storage.increment(
      `${limit}:${networkOf(source)}`,
      MINUTE_MS,
      this.limits[limit],
      NO_BLOCK,
      limit,
    );
    if (!isBlocked) return;
    this.metrics.rateLimited.inc({ limit });
    throw new AppError('request.rate_limited', { retryAfter: Math.max(1, timeToBlockExpire), reason: limit });
  }
}
