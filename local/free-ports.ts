import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Above the ports that browsers refuse. */
const LOWEST_CHOSEN = 10_240;
/** Linux gives out ports from here on for the near end of connections; other systems begin higher. */
const LOWEST_GIVEN = 32_768;

/**
 * Ports that were free a moment ago, each another one. Not of those that the system gives out itself: until whoever wants
 * the port listens there, or while its program is started anew, any connection may get it for its own end.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(LOWEST_CHOSEN, LOWEST_GIVEN);
    const taken = await Promise.all(['127.0.0.1', '::1'].map((host) => isBound(port, host)));
    if (!taken.includes(true)) found.add(port);
  }
  return [...found];
}

/** A port that was free a moment ago: see {@link freePorts}. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

/** Also true of a suspended program, which accepts nobody. */
export async function isBound(port: number, host: string): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'EADDRINUSE'));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(false)));
  });
}
