import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { freePort } from '../free-ports.ts';
import { requireFreePort } from './ports.ts';

const others: Server[] = [];

afterEach(async () => {
  await Promise.all(others.splice(0).map((server) => new Promise((closed) => server.close(closed))));
});

async function listenOn(host: string): Promise<number> {
  const server = createServer().listen({ port: 0, host });
  others.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe(requireFreePort.name, () => {
  it('lets a free port pass', async () => {
    await expect(requireFreePort(await freePort(), 'the API', 'API_PORT')).resolves.toBeUndefined();
  });

  it('refuses a port taken on either loopback address or on all', async () => {
    const ports = await Promise.all(['127.0.0.1', '::1', '0.0.0.0'].map(listenOn));
    const asked = await Promise.allSettled(ports.map((port) => requireFreePort(port, 'the API', 'API_PORT')));
    expect(asked.map((answer) => answer.status === 'rejected' && (answer.reason as Error).message)).toEqual(
      ports.map(
        (port) =>
          `Port ${port} (the API) is taken by another program. Stop that program, or choose another port with API_PORT.`,
      ),
    );
  });

  it('waits for a program that is about to end', async () => {
    const port = await listenOn('127.0.0.1');
    const free = requireFreePort(port, 'the API', 'API_PORT');
    others.splice(0).forEach((server) => server.close());
    await expect(free).resolves.toBeUndefined();
  });
});
