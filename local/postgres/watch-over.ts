import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

/** Starts a watcher that ends the server, and removes what is throwaway, should this process die. */
export function watchOver(server: ChildProcess, throwaway: string[]): void {
  const script = fileURLToPath(new URL('./end-with-parent.ts', import.meta.url));
  const watcher = spawn(process.execPath, [script, String(server.pid), ...throwaway], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    windowsHide: true,
  });
  watcher.unref();
  // The pipe, too, must not keep this process alive.
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
  // From here on its number may be given to another program.
  server.once('exit', () => watcher.kill('SIGKILL'));
}
