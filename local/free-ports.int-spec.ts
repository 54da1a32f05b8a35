import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePorts, isBound } from './free-ports.ts';

describe(freePorts.name, () => {
  it('gives each port once, and none that a connection may get for its own end', async () => {
    const ports = await freePorts(200);
    expect(new Set(ports).size).toBe(200);
    expect(ports.filter((port) => port < 10_240 || port >= 32_768)).toEqual([]);
  });
});

it.each(['127.0.0.1', '0.0.0.0'])('finds a port taken that a program listens to on %s', async (host) => {
  const server = createServer();
  const [port = 0] = await freePorts(1);
  expect(await isBound(port, '127.0.0.1')).toBe(false);
  await once(server.listen({ port, host }), 'listening');
  expect(await isBound(port, '127.0.0.1')).toBe(true);
  await new Promise((closed) => server.close(closed));
});
