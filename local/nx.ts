import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');
const EXIT_WITH_PARENT = pathToFileURL(join(import.meta.dirname, 'exit-with-parent.mjs')).href;

/** Nx's program file, for node. */
export const NX = join('node_modules', 'nx', 'dist', 'bin', 'nx.js');

/** What a shell reports of a program that Ctrl-C ended. */
export const INTERRUPTED = 130;

/** Runs Nx in the terminal and waits; Nx and its tasks end with `ending`, and when this process is gone. */
export function runNx(args: string[], ending: AbortSignal): Promise<number> {
  return waitFor(args, ending, () => undefined, 'inherit');
}

/** Runs Nx and shows what it printed only when it failed. */
export async function runNxQuietly(args: string[], ending: AbortSignal): Promise<number> {
  let printed = '';
  const status = await waitFor(args, ending, (text) => (printed += text), 'pipe');
  if (status !== 0 && status !== INTERRUPTED) process.stderr.write(printed);
  return status;
}

function waitFor(
  args: string[],
  ending: AbortSignal,
  keep: (text: string) => void,
  output: 'inherit' | 'pipe',
): Promise<number> {
  if (ending.aborted) return Promise.resolve(INTERRUPTED);
  const nx = spawn(process.execPath, ['--import', EXIT_WITH_PARENT, NX, ...args], {
    cwd: ROOT,
    env: { ...process.env, STACK_PID: String(process.pid) },
    stdio: ['ignore', output, output, 'ipc'],
  });
  for (const stream of [nx.stdout, nx.stderr]) stream?.setEncoding('utf8').on('data', keep);
  const end = (): void => void nx.kill('SIGTERM');
  ending.addEventListener('abort', end);
  return new Promise((resolve, reject) => {
    nx.once('error', reject);
    nx.once('close', (code) => {
      ending.removeEventListener('abort', end);
      resolve(ending.aborted ? INTERRUPTED : (code ?? 1));
    });
  });
}
