import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { processFacts, type ProcessFacts } from './process-facts.ts';
import { Failure } from '../failure.ts';

/** Setting on the server's command line that names the process which watches over it. */
export const LAUNCHER_SETTING = 'bharatprint.launcher';

/** Postgres's own words: finish at once but tidily; crash tidily; and the system's last resort. */
const WAYS_TO_END = [
  { signal: 'SIGINT', patience: 15_000 },
  { signal: 'SIGQUIT', patience: 5_000 },
  { signal: 'SIGKILL', patience: 5_000 },
] as const;

/**
 * Clears the way for a new server: ends one whose launcher died without stopping it, and forgets the lock file of one
 * that died itself. Its number may belong to any other program by now, and then Postgres alone would refuse to start.
 * @throws Failure when another launcher is still watching over a server on this data
 */
export async function endLeftoverServer(dataDir: string): Promise<void> {
  const lockFile = join(dataDir, 'postmaster.pid');
  const pid = await readLockedPid(lockFile);
  if (pid === null) return;
  const facts = await processFacts(pid);
  if (facts === null || !(await isServerOf(facts, dataDir))) return rm(lockFile, { force: true });
  if (facts.commandLine.includes(`${LAUNCHER_SETTING}=${facts.parentPid} `)) {
    throw new Failure(
      `The database in ${dataDir} is already in use by another start (process ${facts.parentPid}): end that one first.`,
    );
  }
  await endProcess(pid);
}

/** Ends a server that this process did not start itself. */
export async function endProcess(pid: number): Promise<void> {
  for (const { signal, patience } of WAYS_TO_END) {
    if (!send(pid, signal)) return;
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if ((await processFacts(pid)) === null) return;
      await pause(50);
    }
  }
  throw new Failure(`An old Postgres (process ${pid}) does not end: end it by hand.`);
}

/** The process named in the lock file Postgres keeps while it runs, or null. */
export async function readLockedPid(lockFile: string): Promise<number | null> {
  const pid = Number.parseInt((await readLockFile(lockFile)).split('\n')[0] ?? '', 10);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

/** Empty while there is no lock file. */
export async function readLockFile(lockFile: string): Promise<string> {
  try {
    return await readFile(lockFile, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

async function isServerOf({ commandLine, folder }: ProcessFacts, dataDir: string): Promise<boolean> {
  if (!/postgres/i.test(commandLine)) return false;
  return commandLine.includes(dataDir) || folder === (await realpath(dataDir));
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
