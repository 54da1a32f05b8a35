/**
 * Runs beside a server: `node end-with-parent.ts <pid> [path to remove…]`. Its standard input is a pipe held by the
 * launcher, which the system closes however the launcher dies; then the server must not stay behind.
 */
import { rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { endProcess } from './leftover-server.ts';

const [pid = '', ...throwaway] = process.argv.slice(2);

process.stdin.resume().on('close', () => {
  void endAndRemove();
});

async function endAndRemove(): Promise<void> {
  await endProcess(Number(pid));
  for (const path of throwaway) await rm(path, { recursive: true, force: true });
  // The folder around a throwaway server goes too, unless something else lives in it.
  if (throwaway[0]) await rmdir(dirname(throwaway[0])).catch(() => undefined);
}
