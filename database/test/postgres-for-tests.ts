import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type RunningPostgres } from '../../local/postgres/start-postgres.ts';
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

/** Starts a server of its own on a free port, with roles and migrations applied. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const { folder, server } = await startEmptyServer();
  try {
    const ownerUrl = urlOf(OWNER_ROLE, server.port);
    await createRoles(server.superuserUrl, PASSWORDS);
    await createDatabase(server.superuserUrl, DATABASE);
    const superuserUrl = server.superuserUrl.replace(/[^/]*$/, DATABASE);
    await applyMigrations(ownerUrl);
    return { apiUrl: urlOf(API_ROLE, server.port), ownerUrl, superuserUrl, ...lifeOf(server, folder) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

const PASSWORDS = { owner: 'owner-of-a-test', api: 'api-of-a-test' };

function urlOf(role: string, port: number): string {
  const password = role === OWNER_ROLE ? PASSWORDS.owner : PASSWORDS.api;
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

async function startEmptyServer(): Promise<{ folder: string; server: RunningPostgres }> {
  const folder = await mkdtemp(join(tmpdir(), 'bharatprint-test-'));
  // Started by root, the server runs as somebody else, who must be able to enter.
  await chmod(folder, 0o755);
  return {
    folder,
    server: await startPostgres({ dataDir: join(folder, 'postgres'), port: 0, durable: false }),
  };
}

function lifeOf(first: RunningPostgres, folder: string): Pick<TestDatabase, 'stop' | 'restart' | 'kill'> {
  let server = first;
  return {
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
    async restart() {
      await server.stop();
      server = await startPostgres({ dataDir: join(folder, 'postgres'), port: first.port, durable: false });
    },
    kill: () => server.kill(),
  };
}
