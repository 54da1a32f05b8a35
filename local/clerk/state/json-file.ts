import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Reads a JSON file. A missing file is undefined. An unreadable one is put aside, with one line that says so, because a
 * laptop's cut power must not stop the next start.
 */
export function readJsonFile(file: string, log: (line: string) => void): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    putAside(file, (error as Error).message, log);
    return undefined;
  }
}

/** Moves a file that cannot be used out of the way, and says so. */
export function putAside(file: string, reason: string, log: (line: string) => void): void {
  const aside = `${file}.unreadable-${String(Date.now())}`;
  renameSync(file, aside);
  log(`${file} could not be read (${reason}). It was kept as ${aside}; starting afresh.`);
}

/** Replaces a file in one step: whoever reads it, also after a kill, finds the old text or the new one. */
export async function writeJsonFile(file: string, value: unknown): Promise<void> {
  const draft = `${file}.${String(process.pid)}.tmp`;
  await writeFile(draft, JSON.stringify(value), { mode: 0o600 });
  await rename(draft, file);
}

/** The same before the server runs, where nothing else could be served meanwhile. */
export function writeJsonFileAtOnce(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${String(process.pid)}.tmp`;
  writeFileSync(draft, JSON.stringify(value), { mode: 0o600 });
  renameSync(draft, file);
}
