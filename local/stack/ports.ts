import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../failure.ts';
import { isBound } from '../free-ports.ts';

// A stack that was just stopped or killed needs a moment to let go of its ports.
const PATIENCE_MS = 6_000;
const ANSWER_WITHIN_MS = 500;

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

async function isTaken(port: number): Promise<boolean> {
  const answers = await Promise.all(
    ['127.0.0.1', '::1'].map(async (host) => (await isBound(port, host)) || accepts(port, host)),
  );
  return answers.includes(true);
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
