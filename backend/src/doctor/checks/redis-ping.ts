import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

export type Pong = 'pong' | 'refused' | 'strange' | 'silent';

const LIMIT_MS = 2_000;
const PORT = 6379;

/** Signs in where the address says so, and pings, over a connection of its own. */
export function pingRedis(address: string): Promise<Pong> {
  const url = new URL(address);
  const socket = open(url);
  return new Promise((resolve) => {
    let heard = '';
    const end = (pong: Pong): void => {
      socket.destroy();
      resolve(pong);
    };
    socket
      .setTimeout(LIMIT_MS, () => end('silent'))
      .setEncoding('utf8')
      .on('error', () => end('silent'))
      .on('close', () => end(heard === '' ? 'silent' : 'strange'))
      .on('data', (text: string) => {
        heard += text;
        if (/^\+PONG\r\n/m.test(heard)) end('pong');
        else if (/^-(NOAUTH|WRONGPASS|ERR AUTH)/m.test(heard)) end('refused');
        else if (!/^[+-]/.test(heard)) end('strange');
      });
    socket.write(signIn(url) + command('PING'));
  });
}

function open({ protocol, hostname, port }: URL): Socket {
  // An IPv6 address stands in brackets in a URL, and nowhere else.
  const host = hostname.replace(/^\[|\]$/g, '');
  const where = { host, port: Number(port || PORT) };
  return protocol === 'rediss:' ? connectTls({ ...where, servername: host }) : connectPlain(where);
}

function signIn({ username, password }: URL): string {
  if (password === '') return '';
  const names = username === '' ? [] : [decodeURIComponent(username)];
  return command('AUTH', ...names, decodeURIComponent(password));
}

/** Redis's protocol: the number of words, then each with its length in bytes. */
function command(...words: string[]): string {
  const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return `*${words.length}\r\n${parts.join('')}`;
}
