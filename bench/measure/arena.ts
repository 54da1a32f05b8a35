import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { openPool, startTestDatabase } from '../../database/test/postgres-for-tests.ts';
import { type ClerkSide, startClerkSide } from '../fixture/clerk-side.ts';
import { someOwners } from '../fixture/shops.ts';
import { type CeilingOrder, type Order } from '../load/orders.ts';
import { apiEnvironment } from './api-environment.ts';
import { Child } from './child.ts';
import { Contender } from './contender.ts';
import { parentOf } from './process-facts.ts';

/** Enough for every owner's requests to stay below 120 in a minute. */
const OWNERS = 4_000;
const BENCH = join(import.meta.dirname, '..');

/** Everything that is measured, and what measures: one database, three servers, the ceiling, the load. */
export interface Arena {
  superuser: pg.Pool;
  /** The process whose children are Postgres's backends. */
  postmaster: number;
  clerk: ClerkSide;
  load: Child<Order>;
  ceiling: Child<CeilingOrder>;
  servers: Record<ServerName, Contender>;
  /** What the API gets as it is deployed. */
  apiEnvironment: Record<string, string>;
  folder: string;
  /** Chooses owners among so many shops anew, with tokens from the API. */
  meetOwners(shops: number): Promise<void>;
  stop(): Promise<void>;
}

export const SERVERS = ['api', 'floor', 'ordinary'] as const;
export type ServerName = (typeof SERVERS)[number];

/** @param nodeOptions of the API, for a profile */
export async function openArena(nodeOptions: string[] = []): Promise<Arena> {
  const folder = await mkdtemp(join(tmpdir(), 'bharatprint-bench-'));
  const [database, clerk] = await Promise.all([startTestDatabase(), startClerkSide()]);
  const superuser = openPool(database.superuserUrl, { max: 2 });
  const { rows } = await superuser.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const environment = { ...apiEnvironment(clerk, database.apiUrl), METRICS_PORT: '0' };
  const start = (name: string, program: string, more: Record<string, string> = {}, options: string[] = []) =>
    Contender.start({
      program,
      environment: { ...environment, ...more },
      logFile: join(folder, `${name}.log`),
      nodeOptions: options,
    });
  const servers = {
    api: await start('api', 'bench/api/main.ts', {}, nodeOptions),
    floor: await start('floor', 'bench/floor/main.ts', { CLERK_ISSUER: clerk.issuer }),
    ordinary: await start('ordinary', 'dist/bench/ordinary/main.js', {
      // Without policies, as most people have it: its repositories set no scope.
      DATABASE_URL: database.superuserUrl,
      CLERK_JWT_KEY: clerk.publicKey,
    }),
  };
  const load = new Child<Order>(join(BENCH, 'load', 'main.ts'));
  const ceiling = new Child<CeilingOrder>(join(BENCH, 'ceiling', 'main.ts'), {
    DATABASE_URL: database.apiUrl,
  });
  return {
    superuser,
    postmaster: await parentOf(rows[0]?.pid ?? 0),
    clerk,
    load,
    ceiling,
    servers,
    apiEnvironment: environment,
    folder,
    async meetOwners(shops) {
      const owners = await someOwners(superuser, shops, Math.min(shops, OWNERS));
      await load.order({ kind: 'meet', clerk, owners });
      await load.order({ kind: 'sign-in', port: servers.api.port });
      await ceiling.order({ kind: 'meet', owners });
    },
    async stop() {
      load.end();
      ceiling.end();
      await Promise.all(Object.values(servers).map((server) => server.end()));
      await superuser.end();
      await database.stop();
      await clerk.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
