import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { type PostgresBinaries } from './binaries.ts';
import { type Cluster } from './cluster.ts';
import { LAUNCHER_SETTING } from './leftover-server.ts';
import { asUser, type ServerUser } from './server-user.ts';
import { watchOver } from './watch-over.ts';

interface ServerCommand {
  cluster: Cluster;
  binaries: PostgresBinaries;
  user: ServerUser;
  port: number;
  durable: boolean;
}

const STOP_PATIENCE = 15_000;

/** Starts the server and, beside it, the watcher that ends it should this process die. */
export function launchServer({ cluster, binaries, user, port, durable }: ServerCommand): ChildProcess {
  const { command, args } = asUser(user, binaries.postgres, [
    ...['-D', cluster.dataDir, '-p', String(port)],
    ...settings(durable).flatMap((setting) => ['-c', setting]),
  ]);
  const log = openSync(cluster.logFile, 'w', 0o600);
  const child = spawn(command, args, {
    ...user.identity,
    cwd: dirname(cluster.dataDir),
    stdio: ['ignore', log, log],
    // A group of its own: Ctrl-C in the terminal must not stop the database before those who use it.
    detached: true,
    windowsHide: true,
  });
  child.on('error', (error) => writeSync(log, `cannot execute binary: ${error.message}\n`));
  child.once('exit', () => closeSync(log));
  if (child.pid !== undefined)
    watchOver(child, durable ? [] : [cluster.dataDir, cluster.passwordFile, cluster.logFile]);
  return child;
}

/** Asks for a fast shutdown, and for a crash if that takes too long. */
export async function stopServer(
  child: ChildProcess,
  { dataDir }: Cluster,
  { pgCtl }: PostgresBinaries,
): Promise<void> {
  if (hasEnded(child)) return;
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const impatience = setTimeout(() => child.kill('SIGQUIT'), STOP_PATIENCE);
  // Windows has no signals; there Postgres listens on a pipe that only its own tool knows.
  if (process.platform === 'win32')
    spawn(pgCtl, ['stop', '-D', dataDir, '-m', 'fast'], { windowsHide: true });
  else child.kill('SIGINT');
  await exited;
  clearTimeout(impatience);
}

/** Also true of a program that could not be started at all. */
export function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

function settings(durable: boolean): string[] {
  const always = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'password_encryption=scram-sha-256',
    `${LAUNCHER_SETTING}=${process.pid}`,
    'max_connections=200',
  ];
  const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=32MB'];
  return durable ? always : [...always, ...careless];
}
