import { findProgram, HAPROXY, PGBOUNCER, type Program, REDIS } from '../../../local/debian/find-program.ts';
import { Production } from '../faults/production.js';
import { TestRedis } from '../test-redis.js';
import { HaProxy } from './haproxy.js';
import { PgBouncer } from './pgbouncer.js';

interface Programs {
  haproxy: Program;
  pgbouncer: Program;
  redis: Program;
}

/** What docker-compose.yml starts with the profile `scale`, in processes: the same programs with the same files. */
export class Topology {
  private constructor(
    readonly production: Production<HaProxy>,
    readonly pgbouncer: PgBouncer,
    private readonly redis: TestRedis,
  ) {}

  /** For `describe`: skipped where a program cannot be had, and the terminal says so. */
  static async describe(): Promise<{ run: jest.Describe; programs: Programs | null }> {
    const [haproxy, pgbouncer, redis] = [
      await findProgram(HAPROXY),
      await findProgram(PGBOUNCER),
      await findProgram(REDIS),
    ];
    if (typeof haproxy !== 'string' && typeof pgbouncer !== 'string' && typeof redis !== 'string') {
      return { run: describe, programs: { haproxy, pgbouncer, redis } };
    }
    const missing = [haproxy, pgbouncer, redis].filter((found) => typeof found === 'string').join('; ');
    process.stderr.write(`\n⚠ SKIPPED: many processes (${missing}). Install what is missing to run it.\n\n`);
    return { run: describe.skip, programs: null };
  }

  static async start(programs: Programs, replicas: number): Promise<Topology> {
    const redis = await TestRedis.start(programs.redis);
    const started: PgBouncer[] = [];
    const production = await Production.within(replicas, async (database, ports) => {
      const pgbouncer = await PgBouncer.start(programs.pgbouncer, database.server.apiUrl);
      started.push(pgbouncer);
      return {
        proxy: await HaProxy.start(programs.haproxy, ports),
        changes: {
          DATABASE_URL: pgbouncer.apiUrl,
          DATABASE_NAMED_STATEMENTS: String(pgbouncer.keepsStatements),
          REDIS_URL: redis.url,
          TRUST_PROXY: '127.0.0.1',
        },
      };
    });
    const [pgbouncer] = started;
    if (!pgbouncer) throw new Error('there is no pooler');
    await production.proxy.untilServing(replicas);
    return new Topology(production, pgbouncer, redis);
  }

  async stop(): Promise<void> {
    await this.production.stop();
    await this.pgbouncer.stop();
    await this.redis.stop();
  }
}
