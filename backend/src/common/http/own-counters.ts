import { type OnApplicationShutdown } from '@nestjs/common';
import { type ThrottlerStorage } from '@nestjs/throttler';

type Counted = Awaited<ReturnType<ThrottlerStorage['increment']>>;

const SWEEP_EVERY_MS = 60_000;

/** Times of the hits that still count, the oldest first. */
interface Window {
  hits: number[];
  /** Where the oldest that counts stands: what is before it is cut off now and then, not with every hit. */
  begin: number;
  endsAt: number;
}

/**
 * The counters of one replica: a window that slides, in which what is refused does not count. The throttler's own store
 * looks at every hit of a key with every further one, so that its cost grows with the limit.
 */
export class OwnCounters implements ThrottlerStorage, OnApplicationShutdown {
  private readonly windows = new Map<string, Window>();
  private sweep: NodeJS.Timeout | undefined;

  increment(...[key, windowMs, limit]: Parameters<ThrottlerStorage['increment']>): Promise<Counted> {
    const now = Date.now();
    const window = this.windowOf(key);
    const { hits } = window;
    while ((hits[window.begin] ?? now) <= now - windowMs) window.begin += 1;
    if (window.begin > hits.length / 2) {
      hits.splice(0, window.begin);
      window.begin = 0;
    }
    const before = hits.length - window.begin;
    const isBlocked = before >= limit;
    const oldest = hits[window.begin] ?? now;
    if (!isBlocked) {
      hits.push(now);
      window.endsAt = now + windowMs;
    }
    return Promise.resolve({
      totalHits: before + 1,
      timeToExpire: Math.ceil(windowMs / 1000),
      isBlocked,
      timeToBlockExpire: isBlocked ? Math.ceil((oldest + windowMs - now) / 1000) : 0,
    });
  }

  onApplicationShutdown(): void {
    clearInterval(this.sweep);
  }

  private windowOf(key: string): Window {
    const known = this.windows.get(key);
    if (known) return known;
    this.sweep ??= setInterval(() => this.forgetThePast(), SWEEP_EVERY_MS).unref();
    const window = { hits: [], begin: 0, endsAt: 0 };
    this.windows.set(key, window);
    return window;
  }

  private forgetThePast(): void {
    const now = Date.now();
    for (const [key, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(key);
  }
}
