import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';

/** How long a stopping replica goes on serving: a proxy must see readiness fail before the port closes. */
export const DRAIN_MS = Symbol('DRAIN_MS');

/**
 * Stops without losing a request: on the signal readiness fails and answers say `Connection: close`, then the replica
 * serves on for a moment, and only then does the server close.
 */
@Injectable()
export class Drain implements OnModuleDestroy, BeforeApplicationShutdown {
  isStopping = false;

  constructor(@Inject(DRAIN_MS) private readonly milliseconds: number) {}

  onModuleDestroy(): void {
    this.isStopping = true;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await setTimeout(this.milliseconds);
  }
}
