import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../local/free-ports.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const EXIT_WITH_PARENT = pathToFileURL(join(ROOT, 'local', 'exit-with-parent.mjs')).href;
/** The API asks for Clerk's keys again after half a minute, should a busy machine have missed them. */
const READY_WITHIN_MS = 90_000;
const LOOKS_CLOSELY_MS = 1_500;

export interface ContenderOptions {
  /** From the root of the repository. */
  program: string;
  environment: Record<string, string>;
  /** A file for what it logs: to a terminal or a reader of ours it would cost somebody time. */
  logFile: string;
  nodeOptions?: string[];
}

/** A server that is measured, in a process of its own. */
export class Contender {
  readonly port: number;
  /** From its start to the first 200 of its readiness, in milliseconds. */
  readonly readyAfterMs: number;
  private readonly child: ChildProcess;

  private constructor(port: number, child: ChildProcess, readyAfterMs: number) {
    this.port = port;
    this.child = child;
    this.readyAfterMs = readyAfterMs;
  }

  static async start({
    program,
    environment,
    logFile,
    nodeOptions = [],
  }: ContenderOptions): Promise<Contender> {
    const port = await freePort();
    const log = openSync(logFile, 'a');
    const begun = performance.now();
    const child = spawn(process.execPath, [...nodeOptions, '--import', EXIT_WITH_PARENT, program], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], ...environment, PORT: String(port), STACK_PID: String(process.pid) },
      // With the channel by which it notices that its parent is gone.
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    while (performance.now() - begun < READY_WITHIN_MS && child.exitCode === null) {
      const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
      if (answer?.ok === true) return new Contender(port, child, performance.now() - begun);
      await pause(performance.now() - begun < LOOKS_CLOSELY_MS ? 10 : 500);
    }
    child.kill('SIGKILL');
    throw new Error(`${program} did not get ready: ${(await readFile(logFile, 'utf8')).slice(-2_000)}`);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await ended;
  }
}
