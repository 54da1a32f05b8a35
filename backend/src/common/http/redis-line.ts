import { Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { inTime } from './in-time.js';
import { connectToRedis, type RedisClient } from './redis-client.js';
import { type WindowState } from './sliding-window.js';

/** A request waits so long for a count, once: the first that waits in vain gives Redis up for all. */
const ANSWER_LIMIT_MS = 100;
const TRY_AGAIN_MS = 3_000;

/** A connection to Redis that is there or is not, and nobody's request waits for it to come back. */
export class RedisLine {
  private readonly logger = new Logger('RateLimits');
  private readonly closing = new AbortController();
  private client: RedisClient | null = null;
  private retrying: Promise<void> = Promise.resolve();
  private isTold = false;

  constructor(private readonly url: string) {}

  /** Connects, or goes on trying in the background. */
  async open(): Promise<void> {
    if (!(await this.connect())) this.retrying = this.keepTrying();
  }

  /**
   * Counts a hit.
   * @returns null when Redis does not answer at present
   */
  async count(key: string, windowMs: number, limit: number): Promise<WindowState | null> {
    const { client } = this;
    if (!client) return null;
    try {
      return await inTime(client.slidingWindow(key, windowMs, limit), ANSWER_LIMIT_MS);
    } catch (error) {
      // Whatever it is (no answer, no memory, a replica that takes no writes), requests go on without it.
      this.giveUp(client, error);
      return null;
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.retrying;
    this.client?.destroy();
    this.client = null;
  }

  private async connect(): Promise<boolean> {
    try {
      this.client = await connectToRedis(this.url, (client, error) => this.giveUp(client, error));
    } catch (error) {
      this.tellOnce(error);
      return false;
    }
    this.isTold = false;
    this.logger.log('rate limits are shared through Redis');
    return true;
  }

  private giveUp(client: RedisClient, error: unknown): void {
    if (client !== this.client) return;
    this.client = null;
    client.destroy();
    this.tellOnce(error);
    this.retrying = this.keepTrying();
  }

  private async keepTrying(): Promise<void> {
    const { signal } = this.closing;
    do {
      // Closing cuts the pause short.
      await pause(TRY_AGAIN_MS, undefined, { signal, ref: false }).catch(() => undefined);
    } while (!signal.aborted && !(await this.connect()));
  }

  /** Once for each outage, however long it is. */
  private tellOnce(error: unknown): void {
    if (this.isTold) return;
    this.isTold = true;
    const cause = error instanceof Error ? error.message : String(error);
    this.logger.warn({ cause }, 'Redis does not answer: each replica counts rate limits alone');
  }
}
