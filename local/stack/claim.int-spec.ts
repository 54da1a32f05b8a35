import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFolder } from './claim.ts';

let folder: string;
let other: ChildProcess | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claim-'));
});

afterEach(async () => {
  if (other?.kill('SIGKILL')) await once(other, 'exit');
  other = null;
  await rm(folder, { recursive: true });
});

/** A process with these words on its command line that holds the folder. */
async function heldBy(words: string): Promise<number> {
  other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', words], { stdio: 'ignore' });
  await once(other, 'spawn');
  await writeFile(join(folder, 'start.pid'), String(other.pid));
  return other.pid ?? 0;
}

async function holder(): Promise<number> {
  return Number(await readFile(join(folder, 'start.pid'), 'utf8'));
}

describe(claimFolder.name, () => {
  it('refuses a folder that another start uses', async () => {
    const pid = await heldBy('local/start.ts');
    await expect(claimFolder(folder)).rejects.toThrow(`already runs from this folder (process ${pid})`);
  });

  it('waits for a start that is about to end', async () => {
    await heldBy('local/start.ts');
    const claimed = claimFolder(folder);
    other?.kill('SIGKILL');
    await claimed;
    expect(await holder()).toBe(process.pid);
  });

  it.each(['', 'nonsense', '0', '-1', '4194304'])('takes over a folder left behind by %j', async (left) => {
    await writeFile(join(folder, 'start.pid'), left);
    await claimFolder(folder);
    expect(await holder()).toBe(process.pid);
  });

  it('takes over when the number belongs to another program by now', async () => {
    await heldBy('something else');
    await claimFolder(folder);
    expect(await holder()).toBe(process.pid);
  });
});
