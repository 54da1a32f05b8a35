import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../local/postgres/start-postgres.ts';
import { applyMigrations } from '../migrations.ts';
import { API_ROLE, createDatabase, createRoles, OWNER_ROLE } from '../roles.ts';

/** A throwaway server with roles and schema, as a new installation has them. The URLs stay the same for its life. */
export interface TestDatabase {
  apiUrl: string;
  ownerUrl: string;
  /** The superuser in the same database, whom row-level security does not bind: for arranging and looking. */
  superuserUrl: string;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
  /** Stops the server unless it is down already, and starts it on the same port with the same data. */
  restart(): Promise<void>;
  /** Crashes the server; `restart()` brings it back. */
  kill(): Promise<void>;
}

const DATABASE = 'bharatprint';

/** A pool that takes the end of its idle connections calmly: stopping the server closes them. */
export function openPool(connectionString: string, options: pg.PoolConfig = {}): pg.Pool {
  return new pg.Pool({ ...options, connectionString }).on('error', () => undefined);
}

/** Starts a server of its own on a free port, with roles and migrations applied. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const server = await startEmptyServer();
  try {
    const { port, superuserUrl, ...life } = server;
    await createRoles(superuserUrl, PASSWORDS);
    await createDatabase(superuserUrl, DATABASE);
    const ownerUrl = urlOf(OWNER_ROLE, PASSWORDS.owner, port);
    await applyMigrations(ownerUrl);
    return {
      apiUrl: urlOf(API_ROLE, PASSWORDS.api, port),
      ownerUrl,
      superuserUrl: superuserUrl.replace(/[^/]*$/, DATABASE),
      ...life,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A throwaway server as initdb leaves it. */
export interface EmptyServer {
  port: number;
  superuserUrl: string;
  stop(): Promise<void>;
  restart(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts a server of its own on a free port, with nothing in it. */
export async function startEmptyServer(): Promise<EmptyServer> {
  const folder = await mkdtemp(join(tmpdir(), 'bharatprint-test-'));
  // Started by root, the server runs as somebody else, who must be able to enter.
  await chmod(folder, 0o755);
  const start = (port: number) => startPostgres({ dataDir: join(folder, 'postgres'), port, durable: false });
  let server = await start(0);
  const { port, superuserUrl } = server;
  return {
    port,
    superuserUrl,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
    async restart() {
      await server.stop();
      server = await start(port);
    },
    kill: () => server.kill(),
  };
}

const PASSWORDS = { owner: 'owner-of-a-test', api: 'api-of-a-test' };

function urlOf(role: string, password: string, port: number): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${DATABASE}`;
}
