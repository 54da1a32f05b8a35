import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type PostgresBinaries } from './binaries.ts';
import { asUser, chooseServerUser, handOver, type ServerUser } from './server-user.ts';
import { Failure } from '../failure.ts';
import { explainFailure, USE_ANOTHER_SERVER } from './start-failure.ts';

/** A data folder and what lies beside it. */
export interface Cluster {
  dataDir: string;
  /** The superuser's password, made at random, readable by its owner only. */
  passwordFile: string;
  logFile: string;
}

export const SUPERUSER = 'postgres';

export function clusterIn(dataDir: string): Cluster {
  return { dataDir, passwordFile: `${dataDir}.password`, logFile: `${dataDir}.log` };
}

/**
 * Makes the cluster unless it is there already.
 * @returns the user who must run its server
 */
export async function prepareCluster(cluster: Cluster, binaries: PostgresBinaries): Promise<ServerUser> {
  if (!existsSync(join(cluster.dataDir, 'PG_VERSION'))) return createCluster(cluster, binaries);
  if (existsSync(cluster.passwordFile)) return chooseServerUser(cluster.dataDir, binaries.postgres);
  throw new Failure(
    `The password file ${cluster.passwordFile} is gone: put it back, or move ${cluster.dataDir} away to start empty.`,
  );
}

export async function readPassword(cluster: Cluster): Promise<string> {
  return (await readFile(cluster.passwordFile, 'utf8')).trim();
}

/** Builds beside the final place and moves there when whole: a power cut in the middle leaves nothing half made. */
async function createCluster(cluster: Cluster, binaries: PostgresBinaries): Promise<ServerUser> {
  const { dataDir, passwordFile } = cluster;
  const unfinished = `${dataDir}.new`;
  await mkdir(dirname(dataDir), { recursive: true });
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const user = await chooseServerUser(unfinished, binaries.postgres);

  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flush: true });
  await chmod(passwordFile, 0o600);
  if (user.identity) await handOver(passwordFile, user.identity);
  await runInitdb({ ...cluster, dataDir: unfinished }, binaries, user);
  await moveIntoPlace(unfinished, dataDir);
  return user;
}

async function runInitdb(cluster: Cluster, binaries: PostgresBinaries, user: ServerUser): Promise<void> {
  const { command, args } = asUser(user, binaries.initdb, [
    ...['--pgdata', cluster.dataDir, '--username', SUPERUSER, '--pwfile', cluster.passwordFile],
    // The builtin locale sorts alike on every system, whatever its C library.
    ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ...['--auth', 'scram-sha-256', '--no-instructions'],
  ]);
  const child = spawn(command, args, {
    ...user.identity,
    cwd: dirname(cluster.dataDir),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  const [code, output, errors] = await Promise.all([exit, text(child.stdout), text(child.stderr)]).catch(
    (error: unknown) => {
      throw new Failure(`The embedded Postgres does not run on this system. ${USE_ANOTHER_SERVER}`, {
        cause: error,
      });
    },
  );
  if (code === 0) return;
  await writeFile(cluster.logFile, output + errors);
  throw explainFailure(output + errors, cluster);
}

async function moveIntoPlace(unfinished: string, dataDir: string): Promise<void> {
  try {
    await rename(unfinished, dataDir);
  } catch (error) {
    throw new Failure(`${dataDir} is in the way and holds no Postgres data: move it away.`, {
      cause: error,
    });
  }
}
