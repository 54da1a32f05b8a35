import { createServer, type Server } from 'node:net';
import { type AddressInfo } from 'node:net';
import { pingRedis } from './redis-ping.js';

let server: Server;
let heard: string;

/** Something on a port that answers whatever it hears with one text. */
async function answering(text: string | null): Promise<number> {
  heard = '';
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      heard += String(data);
      if (text !== null) socket.write(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
});

describe(pingRedis.name, () => {
  it.each([
    ['+PONG\r\n', 'pong'],
    ['+OK\r\n+PONG\r\n', 'pong'],
    ['-WRONGPASS invalid username-password pair\r\n-NOAUTH Authentication required.\r\n', 'refused'],
    ['-NOAUTH Authentication required.\r\n', 'refused'],
    ['HTTP/1.1 400 Bad Request\r\n\r\n', 'strange'],
  ])('reads %j as %s', async (answer, pong) => {
    const port = await answering(answer);
    expect(await pingRedis(`redis://127.0.0.1:${port}`)).toBe(pong);
    expect(heard).toBe('*1\r\n$4\r\nPING\r\n');
  });

  it('signs in first where the address has a password', async () => {
    const port = await answering('+OK\r\n+PONG\r\n');
    await pingRedis(`redis://api:s%C3%A9@127.0.0.1:${port}/0`);
    expect(heard).toBe('*3\r\n$4\r\nAUTH\r\n$3\r\napi\r\n$3\r\nsé\r\n*1\r\n$4\r\nPING\r\n');
  });

  it('gives up on nobody', async () => {
    const port = await answering(null);
    await new Promise((resolve) => server.close(resolve));
    expect(await pingRedis(`redis://127.0.0.1:${port}`)).toBe('silent');
    await answering(null);
  });

  it('gives up on somebody who says nothing', async () => {
    const port = await answering(null);
    expect(await pingRedis(`redis://127.0.0.1:${port}`)).toBe('silent');
  });
});
