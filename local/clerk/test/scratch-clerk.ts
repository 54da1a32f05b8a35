import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClerk, type ClerkOptions, type RunningClerk } from '../server.ts';

export interface ScratchClerk extends RunningClerk {
  dataDir: string;
}

/** A stand-in on a free port with a folder of its own, which `discard` removes. */
export async function startScratchClerk(options: ClerkOptions = {}): Promise<ScratchClerk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clerk-'));
  return { ...(await startClerk({ port: 0, dataDir, ...options })), dataDir };
}

export async function discard(clerk: ScratchClerk): Promise<void> {
  await clerk.stop();
  rmSync(clerk.dataDir, { recursive: true, force: true });
}
