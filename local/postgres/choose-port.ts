import { once } from 'node:events';
import { createServer } from 'node:net';
import { Failure } from '../failure.ts';
import { freePort } from '../free-ports.ts';
import { portTaken } from './start-failure.ts';

/**
 * The port to listen on: the wanted one, or any free one for 0.
 * @throws Failure when the wanted port is taken
 */
export async function choosePort(wanted: number): Promise<number> {
  if (wanted === 0) return freePort();
  const probe = createServer();
  try {
    probe.listen({ port: wanted, host: '127.0.0.1', exclusive: true });
    await once(probe, 'listening');
    return wanted;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw portTaken(wanted);
    throw new Failure(`Port ${wanted} cannot be used: choose one from 1024 to 65535.`, {
      cause: error,
    });
  } finally {
    probe.close();
  }
}
