import { type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findBinaries, type PostgresBinaries } from './binaries.ts';
import { clusterIn, prepareCluster, readPassword, SUPERUSER, type Cluster } from './cluster.ts';
import { choosePort } from './choose-port.ts';
import { endLeftoverServer, readLockFile } from './leftover-server.ts';
import { hasEnded, launchServer, stopServer } from './server-process.ts';
import { type ServerUser } from './server-user.ts';
import { explainSystemError, Failure } from '../failure.ts';
import { explainFailure, isPortTaken, isStillLettingGo, portTaken } from './start-failure.ts';

export interface PostgresOptions {
  /** Made when it is not there; its password and log lie beside it. */
  dataDir: string;
  /** On 127.0.0.1; 0 takes a free one. */
  port: number;
  /** False trades safety against power cuts for speed: tests only. The data goes if this process dies. */
  durable?: boolean;
}

export interface RunningPostgres {
  superuserUrl: string;
  port: number;
  /** Settles when the server has ended, asked or not. */
  exited: Promise<void>;
  /** Ends open connections, writes everything down, ends. */
  stop(): Promise<void>;
  /** Crashes the server, as a power cut would. */
  kill(): Promise<void>;
}

interface Launch {
  cluster: Cluster;
  binaries: PostgresBinaries;
  user: ServerUser;
  durable: boolean;
}

const START_PATIENCE = 60_000;
const LETTING_GO_PATIENCE = 10_000;

/**
 * Starts the embedded Postgres on loopback, whatever an earlier run left behind, and waits until it answers.
 * @throws Failure with one line for the person at the terminal
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const cluster = clusterIn(resolve(options.dataDir));
  const binaries = findBinaries();
  try {
    await endLeftoverServer(cluster.dataDir);
    const user = await prepareCluster(cluster, binaries);
    const launch: Launch = { cluster, binaries, user, durable: options.durable ?? true };
    const { child, port } = await launchUntilReady(launch, options.port);
    return await running(launch, child, port);
  } catch (error) {
    throw error instanceof Failure ? error : (explainSystemError(error) ?? error);
  }
}

async function running(
  { cluster, binaries }: Launch,
  child: ChildProcess,
  port: number,
): Promise<RunningPostgres> {
  const exited = ended(child);
  const password = await readPassword(cluster);
  return {
    superuserUrl: `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
    port,
    exited,
    stop: () => stopServer(child, cluster, binaries).then(() => exited),
    kill: () => {
      child.kill('SIGKILL');
      return exited;
    },
  };
}

async function launchUntilReady(
  launch: Launch,
  wantedPort: number,
): Promise<{ child: ChildProcess; port: number }> {
  const deadline = Date.now() + LETTING_GO_PATIENCE;
  for (;;) {
    const port = await choosePort(wantedPort);
    const child = launchServer({ ...launch, port });
    if (await becomesReady(child, launch.cluster)) return { child, port };

    const log = await readFile(launch.cluster.logFile, 'utf8');
    const mayPass = isStillLettingGo(log) || (wantedPort === 0 && isPortTaken(log));
    if (!mayPass || Date.now() > deadline) {
      throw isPortTaken(log) ? portTaken(port) : explainFailure(log, launch.cluster);
    }
    await pause(100);
  }
}

/** @returns false when the server gave up */
async function becomesReady(child: ChildProcess, { dataDir, logFile }: Cluster): Promise<boolean> {
  const deadline = Date.now() + START_PATIENCE;
  while (!hasEnded(child)) {
    // The server keeps its state on the eighth line of its lock file; its own tools wait for it the same way.
    const lock = (await readLockFile(join(dataDir, 'postmaster.pid'))).split('\n');
    if (lock[0] === String(child.pid) && lock[7]?.startsWith('ready')) return true;
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Failure(
        `Postgres was not ready after ${START_PATIENCE / 1000} s: see ${logFile}, then start again.`,
      );
    }
    await pause(20);
  }
  return false;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (hasEnded(child)) done();
    else child.once('exit', () => done());
  });
}
