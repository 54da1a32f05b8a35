import { Logger } from '@nestjs/common';
import { createClient } from '@redis/client';
import { setTimeout as pause } from 'node:timers/promises';
import { slidingWindow, type WindowState } from './sliding-window.js';

/** A request waits so long for a count, once: the first that waits in vain gives Redis up for all. */
const ANSWER_LIMIT_MS = 100;
const CONNECT_LIMIT_MS = 1_000;
const TRY_AGAIN_MS = 3_000;
const PREFIX = 'bharatprint:limit:';

type Client = ReturnType<typeof clientFor>;

/**
 * A connection to Redis that is there or is not, and nobody's request waits for it to come back. The client's own
 * reconnecting is off: it keeps commands in line for a server that may never answer.
 */
export class RedisLine {
  private readonly logger = new Logger('RateLimits');
  private readonly closing = new AbortController();
  private client: Client | null = null;
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
    const client = clientFor(this.url);
    client.on('error', (error: unknown) => this.giveUp(client, error));
    try {
      await inTime(client.connect(), CONNECT_LIMIT_MS);
      // A server that answers but takes no writes is none to count with.
      await inTime(client.slidingWindow('probe', 1_000, 1), CONNECT_LIMIT_MS);
    } catch (error) {
      client.destroy();
      this.tellOnce(error);
      return false;
    }
    this.client = client;
    this.isTold = false;
    this.logger.log('rate limits are shared through Redis');
    return true;
  }

  private giveUp(client: Client, error: unknown): void {
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

function clientFor(url: string) {
  return createClient({
    url,
    RESP: 2,
    keyPrefix: PREFIX,
    disableOfflineQueue: true,
    disableClientInfo: true,
    socket: { connectTimeout: CONNECT_LIMIT_MS, reconnectStrategy: false },
    scripts: { slidingWindow },
  });
}

/** The client's own time limit ends with the sending of a command. */
function inTime<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    // After a pause of this process timers come before what has arrived meanwhile: an answer may be among it.
    const timer = setTimeout(() => {
      setImmediate(reject, new Error(`no answer in ${milliseconds} ms`));
    }, milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
