import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { processFacts } from './process-facts.ts';
import { startPostgres, type RunningPostgres } from './start-postgres.ts';

const LAUNCHER = fileURLToPath(new URL('./test/launch-and-stay.ts', import.meta.url));

let folder: string;
let dataDir: string;
let servers: RunningPostgres[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bharatprint-launcher-'));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'postgres');
  servers = [];
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function start(port = 0): Promise<RunningPostgres> {
  const server = await startPostgres({ dataDir, port });
  servers.push(server);
  return server;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A server watched over by a process of its own. */
async function launchElsewhere(port: number): Promise<{ launcher: ChildProcess; serverPid: number }> {
  const launcher = spawn(process.execPath, [LAUNCHER, dataDir, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(launcher.stdout, 'data');
  return { launcher, serverPid: await lockedPid() };
}

async function lockedPid(): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postmaster.pid'), 'utf8'), 10);
}

async function gone(pid: number): Promise<void> {
  while ((await processFacts(pid)) !== null) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe(startPostgres.name, () => {
  it('keeps data and port across a stop and a start', async () => {
    const first = await start();
    await query(first.superuserUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const second = await start(first.port);
    expect(second.superuserUrl).toBe(first.superuserUrl);
    expect(await query(second.superuserUrl, 'SELECT * FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('recovers what was committed before a crash', async () => {
    const first = await start();
    await query(first.superuserUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.kill();
    const second = await start(first.port);
    expect(await query(second.superuserUrl, 'SELECT * FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('listens on loopback alone, writes everything down, and sorts alike everywhere', async () => {
    const { superuserUrl } = await start();
    const settings = await query(
      superuserUrl,
      `SELECT current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets,
         current_setting('fsync') AS fsync, current_setting('server_encoding') AS encoding, datlocale AS locale
       FROM pg_database WHERE datname = 'postgres'`,
    );
    expect(settings).toEqual([
      { addresses: '127.0.0.1', sockets: '', fsync: 'on', encoding: 'UTF8', locale: 'C.UTF-8' },
    ]);
  });

  it('wants the password, which only its owner can read', async () => {
    const { superuserUrl } = await start();
    const url = new URL(superuserUrl);
    url.password = 'guessed';
    await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(`${dataDir}.password`)).mode & 0o777).toBe(0o600);
  });

  it('names a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start(port)).rejects.toThrow(
      new RegExp(`^Port ${port} on 127.0.0.1 is taken .* DATABASE_URL`),
    );
    other.close();
  });

  it('forgets the lock file of a dead server whose number another program has now', async () => {
    await (await start()).stop();
    const sleeper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const lock = [sleeper.pid, dataDir, 1, 5432, '', '127.0.0.1', '1 1', 'ready'].join('\n');
    await writeFile(join(dataDir, 'postmaster.pid'), lock);
    await expect(start()).resolves.toBeDefined();
    sleeper.kill();
  });

  it('leaves the server of another launcher alone', async () => {
    const { launcher, serverPid } = await launchElsewhere(0);
    await expect(start()).rejects.toThrow(`already in use by another start (process ${launcher.pid ?? 0})`);
    launcher.kill('SIGKILL');
    await gone(serverPid);
  });

  it('takes over at once from a launcher that was killed', async () => {
    const first = await start();
    await first.stop();
    const { launcher, serverPid } = await launchElsewhere(first.port);
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
    const second = await start(first.port);
    expect(await lockedPid()).not.toBe(serverPid);
    expect(await query(second.superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('starts over what a power cut left of making the data', async () => {
    await mkdir(`${dataDir}.new`);
    await writeFile(join(`${dataDir}.new`, 'PG_VERSION'), '18');
    await writeFile(`${dataDir}.password`, 'half');
    await expect(start()).resolves.toBeDefined();
  });

  it.each([
    {
      case: 'data of another major version',
      spoil: () => writeFile(join(dataDir, 'PG_VERSION'), '15\n'),
      line: /another major version of Postgres: move that folder away/,
    },
    {
      case: 'a lost control file',
      spoil: () => rm(join(dataDir, 'global', 'pg_control')),
      line: /did not start: .*pg_control/,
    },
    {
      case: 'a lost password',
      spoil: () => rm(`${dataDir}.password`),
      line: /password file .* is gone: put it back/,
    },
  ])('explains $case in one line', async ({ spoil, line }) => {
    await (await start()).stop();
    await spoil();
    const failure = await start().catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: 'Failure',
      message: expect.stringMatching(line) as string,
    });
  });

  it('tells when the server ends without being asked', async () => {
    const server = await start();
    process.kill(await lockedPid(), 'SIGKILL');
    await expect(server.exited).resolves.toBeUndefined();
  });

  it('never runs as root', async () => {
    await start();
    expect((await stat(dataDir)).uid).not.toBe(0);
  });

  it('runs in a folder closed to others, or says why root cannot have it', async () => {
    await (await start()).stop();
    await chmod(folder, 0o700);
    const outcome = await start().catch((error: unknown) => String(error));
    // A container may forbid the user namespaces this takes when started by root.
    if (typeof outcome === 'string')
      expect(outcome).toMatch(/refuses to run as root.*start as an ordinary user/);
    else expect(await query(outcome.superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
