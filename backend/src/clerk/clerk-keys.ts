import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { type KeyObject } from 'node:crypto';
import { type SigningKeys } from '../common/auth/signing-keys.js';
import { AppError } from '../common/errors/app-error.js';
import { traced } from '../common/tracing/outside-work.js';
import { ENVIRONMENT, type Environment } from '../config/env.js';
import { readClerkKeySet } from './clerk-key-set.js';

const FETCH_LIMIT_MS = 2_000;
const REFRESH_AFTER_MS = 10 * 60_000;
const COOL_DOWN_MS = 30_000;
const USABLE_PAST_FAILURE_MS = 24 * 60 * 60_000;

/**
 * Clerk's public signing keys by `kid`. Fetched once for all who wait, renewed in the background, kept while Clerk does
 * not answer, and never fetched from anywhere a token points to.
 */
@Injectable()
export class ClerkKeys implements SigningKeys, OnApplicationBootstrap {
  private readonly logger = new Logger(ClerkKeys.name);
  private readonly url: string;
  private keys: ReadonlyMap<string, KeyObject> = new Map();
  private fetching: Promise<void> | undefined;
  private renewedAt = Number.NEGATIVE_INFINITY;
  /** The first failure since the last good answer: from here the old keys live for a day. */
  private failingSince: number | undefined;
  private failedAt = Number.NEGATIVE_INFINITY;
  private askedForUnknownAt = Number.NEGATIVE_INFINITY;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.url = environment.clerk.jwksUrl;
  }

  get ageSeconds(): number {
    return (Date.now() - this.renewedAt) / 1000;
  }

  /** Warms the cache; the start does not wait for it. */
  onApplicationBootstrap(): void {
    void this.renew();
  }

  /**
   * Finds a key.
   * @returns null when Clerk's present set has no such key
   * @throws AppError `auth.keys_unavailable` when there is no set to look in: that is our trouble, not the caller's
   */
  async find(kid: string): Promise<KeyObject | null> {
    await this.ensureUsable();
    return this.keys.get(kid) ?? this.findAfterRotation(kid);
  }

  /** Can tokens be verified at present? Tries to fetch when nothing is cached. */
  async areUsable(): Promise<boolean> {
    return this.ensureUsable().then(
      () => true,
      () => false,
    );
  }

  private async ensureUsable(): Promise<void> {
    const age = Date.now() - this.renewedAt;
    if (age < REFRESH_AFTER_MS) return;
    const renewal = this.renew();
    if (!this.isUsable() || age > USABLE_PAST_FAILURE_MS) await renewal;
    if (this.isUsable()) return;
    throw new AppError('auth.keys_unavailable', { retryAfter: this.secondsToNextFetch() });
  }

  /** A `kid` we do not know may be a new key, or a forger's whim: a flood of whims costs one fetch in 30 seconds. */
  private async findAfterRotation(kid: string): Promise<KeyObject | null> {
    if (this.fetching) {
      await this.fetching;
    } else if (Date.now() - this.askedForUnknownAt >= COOL_DOWN_MS) {
      this.askedForUnknownAt = Date.now();
      await this.renew();
    }
    return this.keys.get(kid) ?? null;
  }

  private isUsable(): boolean {
    const since = this.failingSince ?? Date.now();
    return this.keys.size > 0 && Date.now() - since <= USABLE_PAST_FAILURE_MS;
  }

  private renew(): Promise<void> {
    if (Date.now() - this.failedAt < COOL_DOWN_MS) return Promise.resolve();
    this.fetching ??= this.fetchKeys().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  private async fetchKeys(): Promise<void> {
    try {
      // An empty or unreadable answer throws here, so it never replaces keys that work.
      this.keys = await traced({ system: 'clerk', name: 'jwks' }, () => fetchKeySet(this.url));
      this.renewedAt = Date.now();
      this.failingSince = undefined;
    } catch (error) {
      this.failedAt = Date.now();
      this.failingSince ??= this.failedAt;
      this.logger.warn({ cause: messagesOf(error) }, 'signing keys not renewed');
    }
  }

  private secondsToNextFetch(): number {
    return Math.max(1, (this.failedAt + COOL_DOWN_MS - Date.now()) / 1000);
  }
}

async function fetchKeySet(url: string): Promise<ReadonlyMap<string, KeyObject>> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(FETCH_LIMIT_MS),
    redirect: 'error',
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return readClerkKeySet(await response.json());
}

/** `fetch` says only "fetch failed"; what failed is in its cause. */
function messagesOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
