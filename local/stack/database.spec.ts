import { type RunningPostgres } from '../postgres/start-postgres.ts';
import { Database } from './database.ts';

/** Ends when the test says so, like a server that was killed. */
function aServer(): RunningPostgres & { end: () => void } {
  let done: () => void = () => undefined;
  const exited = new Promise<void>((resolve) => (done = resolve));
  const end = (): Promise<void> => {
    done();
    return exited;
  };
  return {
    superuserUrl: 'postgresql://postgres:x@127.0.0.1:5433/postgres',
    port: 5433,
    exited,
    end: () => void end(),
    stop: end,
    kill: end,
  };
}

let servers: ReturnType<typeof aServer>[];
let reports: string[];
let database: Database;

beforeEach(async () => {
  servers = [];
  reports = [];
  database = new Database(
    () => {
      const server = aServer();
      servers.push(server);
      return Promise.resolve(server);
    },
    (line) => reports.push(line),
  );
  await database.start();
});

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe(Database.name, () => {
  it('brings a server back that ended unasked, and says so', async () => {
    servers[0]?.end();
    await settle();
    expect(servers).toHaveLength(2);
    expect(reports).toEqual([
      'Postgres has ended without being asked: starting it again',
      'Postgres is back',
    ]);
  });

  it.each(['stop', 'crash'] as const)('lets a server be that ended by %s', async (way) => {
    await database[way]();
    await settle();
    expect(servers).toHaveLength(1);
  });

  it('stops a server that is just coming back', async () => {
    servers[0]?.end();
    await settle();
    await database.stop();
    await expect(servers[1]?.exited).resolves.toBeUndefined();
    await settle();
    expect(servers).toHaveLength(2);
  });

  it('gives up on a server that goes on ending', async () => {
    const failure = new Promise<Error>((resolve) => (database.onCrash = resolve));
    for (let ends = 0; ends < 4; ends += 1) {
      servers.at(-1)?.end();
      await settle();
    }
    expect((await failure).message).toMatch(/ended too often/);
    expect(servers).toHaveLength(4);
  });
});
