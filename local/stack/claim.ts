import { rmSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../failure.ts';
import { processFacts } from '../postgres/process-facts.ts';

// A start whose terminal or npm was killed needs a moment to stop its parts.
const PATIENCE_MS = 6_000;

/**
 * Claims a data folder for this process until it ends: two starts would write the same files.
 * @throws Failure naming the start that has it
 */
export async function claimFolder(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'start.pid');
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await claim(file))) {
    const holder = await readHolder(file);
    if (!(await isStart(holder))) await rm(file, { force: true });
    else if (Date.now() < deadline) await wait(100);
    else {
      throw new Failure(
        `BharatPrint already runs from this folder (process ${holder}): use that one, or stop it with Ctrl-C first.`,
      );
    }
  }
}

async function claim(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    process.once('exit', () => rmSync(file, { force: true }));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(file: string): Promise<number> {
  try {
    return Number(await readFile(file, 'utf8'));
  } catch (error) {
    // Another start may have found it stale, too, and removed it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

/** The number may belong to any other program by now. */
async function isStart(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  const facts = await processFacts(pid);
  return facts?.commandLine.includes('start.ts') === true;
}
