import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Failure } from '../failure.ts';

const EXIT_WITH_PARENT = pathToFileURL(join(import.meta.dirname, '..', 'exit-with-parent.mjs')).href;
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 12_000;
// A line for people; what a program logs in the ordinary way is JSON.
const COMPLAINT = /^[^{]*\b(error|missing|wrong|not)\b/i;

export interface ChildOptions {
  name: string;
  /** Arguments to node. */
  args: string[];
  env: Record<string, string>;
  cwd: string;
  logFile: string;
  /** Answers 2xx once the program can be used; null for a program that serves nothing. */
  readyUrl: string | null;
}

/** A Node program of the stack: started until it answers, stopped until it is gone. */
export class Child {
  readonly name: string;
  private readonly options: ChildOptions;
  private process: ChildProcess | null = null;
  private stopping = false;
  private wasStarted = false;
  /** Called when the program ends without having been asked to. */
  onCrash: ((failure: Failure) => void) | null = null;

  constructor(options: ChildOptions) {
    this.name = options.name;
    this.options = options;
  }

  /** @throws Failure with the program's last words when it ends or stays silent */
  async start(): Promise<void> {
    const { args, env, cwd, logFile } = this.options;
    mkdirSync(dirname(logFile), { recursive: true });
    // A program brought back goes on where its log ended.
    const log = openSync(logFile, this.wasStarted ? 'a' : 'w');
    this.wasStarted = true;
    this.stopping = false;
    const child = spawn(process.execPath, ['--import', EXIT_WITH_PARENT, ...args], {
      cwd,
      env: { ...withoutProductSettings(process.env), ...env, STACK_PID: String(process.pid) },
      stdio: ['ignore', log, log, 'ipc'],
      // A group of its own, so that Ctrl-C in a terminal reaches the parent alone, which stops everything in order.
      detached: true,
    });
    this.process = child;
    const ended = new Promise<never>((_resolve, reject) => {
      child.once('error', (error) =>
        reject(new Failure(`${this.name} could not be started: ${error.message}`)),
      );
      child.once('exit', (code, signal) => reject(this.lastWords(signal ?? `status ${code}`)));
    });
    ended.catch((failure: unknown) => {
      if (this.process === child) this.process = null;
      if (!this.stopping && failure instanceof Failure) this.onCrash?.(failure);
    });
    await Promise.race([ended, this.untilReady()]);
  }

  /** Asks the program to end and waits; a program that does not listen is killed. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.process;
    if (child === null) return;
    this.stopping = true;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    signalGroup(child, signal);
    const patience = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_WITHIN_MS);
    await gone;
    clearTimeout(patience);
  }

  private async untilReady(): Promise<void> {
    const { readyUrl } = this.options;
    if (readyUrl === null) return;
    const deadline = Date.now() + READY_WITHIN_MS;
    let said = 'no answer';
    while (Date.now() < deadline) {
      const answer = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
      if (answer?.ok === true) return;
      if (answer) said = await answer.text().catch(() => said);
      await wait(50);
    }
    throw new Failure(
      `${this.name} was not ready within a minute (${said.slice(0, 300)}). Its log is ${this.options.logFile}`,
    );
  }

  private lastWords(end: string): Failure {
    const { logFile } = this.options;
    const lines = readFileSync(logFile, 'utf8').split('\n');
    const reason = lines
      .findLast((line) => COMPLAINT.test(line))
      ?.trim()
      .replace(/\.$/, '');
    return new Failure(`${this.name} ended (${end})${reason ? `: ${reason}` : ''}. Its log is ${logFile}`);
  }
}

/** Reaches what the program has started too: a watcher's program, a task runner's tasks. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') child.kill(signal);
  else process.kill(-child.pid, signal);
}

/** What the developer's shell happens to hold must not change a program that gets its settings from the stack. */
function withoutProductSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, TMPDIR, TEMP, SystemRoot } = env;
  return Object.fromEntries(
    Object.entries({ PATH, HOME, LANG, TMPDIR, TEMP, SystemRoot }).filter(([, value]) => value !== undefined),
  );
}
