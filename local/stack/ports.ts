import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../failure.ts';

// A stack that was just stopped or killed needs a moment to let go of its ports.
const PATIENCE_MS = 6_000;
const ANSWER_WITHIN_MS = 500;
/** Above the ports that browsers refuse. */
const LOWEST_CHOSEN = 10_240;
/** Linux gives out ports from here on for the near end of connections; other systems begin higher. */
const LOWEST_GIVEN = 32_768;

/**
 * Makes sure that nobody listens on a port of this machine.
 * @throws Failure naming the port, what wanted it and how to free it
 */
export async function requireFreePort(port: number, wantedBy: string, variable: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (await isTaken(port)) {
    if (Date.now() > deadline) {
      throw new Failure(
        `Port ${port} (${wantedBy}) is taken by another program. Stop that program, or choose another port with ${variable}.`,
      );
    }
    await wait(200);
  }
}

/**
 * Ports that were free a moment ago, each another one. Not the ones the system gives out itself: until whoever wants the
 * port listens there, any connection that somebody opens may get it for its own end.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(LOWEST_CHOSEN, LOWEST_GIVEN);
    if (!(await isTaken(port))) found.add(port);
  }
  return [...found];
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

async function isTaken(port: number): Promise<boolean> {
  const answers = await Promise.all(
    ['127.0.0.1', '::1'].map(async (host) => (await isBound(port, host)) || accepts(port, host)),
  );
  return answers.includes(true);
}

/** Also true of a suspended program, which accepts nobody. */
async function isBound(port: number, host: string): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'EADDRINUSE'));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(false)));
  });
}

/** macOS lets one bind beside a program that listens on every address. */
async function accepts(port: number, host: string): Promise<boolean> {
  const socket = connect({ port, host, timeout: ANSWER_WITHIN_MS });
  const answer = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('timeout', () => resolve(false));
    socket.once('error', () => resolve(false));
  });
  socket.destroy();
  return answer;
}
