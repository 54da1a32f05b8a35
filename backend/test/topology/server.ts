import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { watchOver } from '../../../local/postgres/watch-over.ts';

const PATIENCE_MS = 10_000;

/** A server of somebody else's making, in a process that ends with the test's. */
export class Server {
  private constructor(private readonly child: ChildProcess) {}

  /** Starts it and waits until it takes connections on this port. */
  static async start(
    port: number,
    [command, ...args]: readonly [string, ...string[]],
    options: SpawnOptions,
    throwaway: string[] = [],
  ): Promise<Server> {
    const lines: string[] = [];
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const server = new Server(child);
    watchOver(child, throwaway);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => lines.push(text));
    }
    for (const deadline = Date.now() + PATIENCE_MS; !(await takesConnections(port));) {
      if (!server.isRunning || Date.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error(`${command} does not listen on ${port}: ${lines.join('').slice(-500)}`);
      }
      await pause(20);
    }
    return server;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }

  private get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }
}

async function takesConnections(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    // Not yet.
    return false;
  } finally {
    socket.destroy();
  }
}
