import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { collectDefaultMetrics, Gauge } from 'prom-client';
import { SigningKeys } from '../common/auth/signing-keys.js';
import { Metrics } from '../common/metrics/metrics.js';
import { ENVIRONMENT, type Environment } from '../config/env.js';
import { type PoolCounts } from '../database/pool-counts.js';
import { HotStatements } from '../database/hot-statements.js';
import { RowScope } from '../database/row-scope.js';

/** What is read at the moment somebody asks: pools, the age of Clerk's keys, and the process itself. */
@Injectable()
export class Gauges implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly statements: HotStatements,
    private readonly scope: RowScope,
    private readonly signingKeys: SigningKeys,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  onModuleInit(): void {
    // Memory, CPU, garbage collection, the event loop's lag: they watch the process, so only where somebody reads them.
    if (!this.environment.metrics) return;
    const registers = [this.metrics.registry];
    collectDefaultMetrics({ register: this.metrics.registry });
    this.watchPools();
    const { signingKeys } = this;
    new Gauge({
      name: 'bharatprint_jwks_age_seconds',
      help: "Since Clerk's signing keys were fetched; +Inf while there are none.",
      registers,
      collect() {
        this.set(signingKeys.ageSeconds);
      },
    });
  }

  private watchPools(): void {
    const pools: Record<string, { connections: PoolCounts }> = {
      statements: this.statements,
      transactions: this.scope,
    };
    new Gauge({
      name: 'bharatprint_database_connections',
      help: 'Connections of a pool: all of it, idle ones, and requests that wait for one.',
      labelNames: ['pool', 'state'],
      registers: [this.metrics.registry],
      collect() {
        for (const [pool, { connections }] of Object.entries(pools)) {
          for (const state of ['total', 'idle', 'waiting'] as const) {
            this.set({ pool, state }, connections[state]);
          }
        }
      },
    });
  }
}
