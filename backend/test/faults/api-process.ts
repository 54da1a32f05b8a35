import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const PROGRAM = 'dist/api/main.js';
const EXIT_WITH_PARENT = pathToFileURL(
  join(import.meta.dirname, '..', '..', '..', 'local', 'exit-with-parent.mjs'),
).href;
/** On a busy machine the first look at Clerk's keys may fail; the next one follows half a minute later. */
const READY_WITHIN_MS = 150_000;

interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One replica: the built API in a process of its own. */
export class ApiProcess {
  /** Every line it has written so far. */
  readonly lines: string[] = [];
  readonly exited: Promise<Exit>;

  private constructor(
    readonly port: number,
    private readonly child: ChildProcessByStdio<null, Readable, Readable>,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => this.lines.push(line));
    }
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
  }

  /**
   * Starts a replica and waits until it is ready to serve.
   * @param folder laid out as in its image
   */
  static async start(folder: string, port: number, variables: Record<string, string>): Promise<ApiProcess> {
    const child = spawn(process.execPath, ['--import', EXIT_WITH_PARENT, PROGRAM], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...variables, PORT: String(port), STACK_PID: String(process.pid) },
      // With the channel by which the replica notices that its parent is gone.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    }) as ChildProcessByStdio<null, Readable, Readable>;
    const replica = new ApiProcess(port, child);
    await replica.untilReady();
    return replica;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Exit> {
    this.child.kill(signal);
    return this.exited;
  }

  private async untilReady(): Promise<void> {
    for (const deadline = Date.now() + READY_WITHIN_MS; this.isRunning && Date.now() < deadline;) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (answer?.ok === true) return;
      await pause(50);
    }
    this.child.kill('SIGKILL');
    throw new Error(`the API did not get ready: ${this.lines.slice(-5).join(' ')}`);
  }
}
