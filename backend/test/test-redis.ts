import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { environmentOf, findProgram, type Program, REDIS } from '../../local/debian/find-program.ts';
import { freePort } from '../../local/free-ports.ts';

const PATIENCE_MS = 10_000;
/** The one that is deployed. */
const CONFIGURATION = join(import.meta.dirname, '..', '..', 'deploy', 'redis', 'redis.conf');

/** A real Redis of the test's own, on one port for all of its lives. */
export class TestRedis {
  private constructor(
    private readonly program: Program,
    private readonly port: number,
    private server: ChildProcess,
  ) {}

  /** For `describe`: what needs a Redis is skipped where none can be had, and the terminal says so. */
  static async describe(): Promise<{ run: jest.Describe; program: Program }> {
    const program = await findProgram(REDIS);
    if (typeof program !== 'string') return { run: describe, program };
    process.stderr.write(
      `\n⚠ SKIPPED: what needs a real Redis (${program}). Install redis-server to run it.\n\n`,
    );
    return { run: describe.skip, program: { path: '', libraries: undefined } };
  }

  static async start(program: Program): Promise<TestRedis> {
    const port = await freePort();
    return new TestRedis(program, port, await launch(program, port, []));
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async restart(...settings: string[]): Promise<void> {
    await this.stop();
    this.server = await launch(this.program, this.port, settings);
  }

  /** Answers nothing, as a server whose machine hangs: its connections stay open. */
  freeze(): void {
    this.server.kill('SIGSTOP');
  }

  thaw(): void {
    this.server.kill('SIGCONT');
  }

  /** Everything it holds, for a look at what names it is told. */
  async keys(): Promise<string[]> {
    const client = await createClient({ url: this.url }).connect();
    const keys = await client.keys('*');
    client.destroy();
    return keys;
  }

  async stop(): Promise<void> {
    if (this.server.exitCode !== null || this.server.signalCode !== null) return;
    const ended = once(this.server, 'exit');
    this.server.kill('SIGKILL');
    await ended;
  }
}

async function launch(program: Program, port: number, settings: string[]): Promise<ChildProcess> {
  const server = spawn(
    program.path,
    [CONFIGURATION, '--port', String(port), '--bind', '127.0.0.1', ...settings],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environmentOf(program),
    },
  );
  // A test that dies leaves nothing behind.
  const end = () => server.kill('SIGKILL');
  process.once('exit', end);
  server.once('exit', () => process.off('exit', end));
  await untilItAnswers(port);
  return server;
}

/** Whatever it answers: one that wants a password is there as well. */
async function untilItAnswers(port: number): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
    const socket = connect(port, '127.0.0.1').setTimeout(PATIENCE_MS).end('PING\r\n');
    try {
      await once(socket, 'data');
      return;
    } catch {
      // Refused while it starts.
      await pause(20);
    } finally {
      socket.destroy();
    }
  }
  throw new Error('redis-server does not answer');
}
