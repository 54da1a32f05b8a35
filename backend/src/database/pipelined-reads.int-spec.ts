import { setTimeout } from 'node:timers/promises';
import { type Connection, type PoolConfig } from 'pg';
import { TestDatabase } from '../../test/test-database.js';
import { connectionOptions } from './connection-options.js';
import { NamelessClient } from './nameless-client.js';
import { PipelinedReads } from './pipelined-reads.js';
import { SteadyClient } from './steady-client.js';

const COLUMNS = `SELECT $1::int AS n, pg_backend_pid() AS pid, '2026-11-26'::date AS day, NULL AS nothing`;

interface Answer {
  n: number;
  pid: number;
  day: string;
  nothing: null;
}

describe(PipelinedReads.name, () => {
  let database: TestDatabase;
  let reads: PipelinedReads;

  beforeAll(async () => {
    database = await TestDatabase.start();
  }, 60_000);

  beforeEach(() => {
    reads = new PipelinedReads(options(), 2);
  });

  afterEach(() => reads.end());

  afterAll(() => database.stop());

  const options = (changes: PoolConfig & { verify?: unknown } = {}): PoolConfig => ({
    ...connectionOptions({
      databaseUrl: database.server.apiUrl,
      isProduction: false,
      namesStatements: true,
    }),
    ...changes,
  });
  const openPids = async () =>
    (await database.rows(`SELECT pid FROM pg_stat_activity WHERE application_name = 'bharatprint-api'`)).map(
      ({ pid }) => pid,
    );
  const ask = (n: number) => reads.run<Answer>('columns', COLUMNS, [n]);
  /** Messages of Postgres that describe columns, from now on. */
  const descriptions = () => {
    const connection = (reads['lines'][0] as unknown as { client: { connection: Connection } }).client
      .connection;
    let heard = 0;
    connection.on('rowDescription', () => (heard += 1));
    return () => heard;
  };

  it('answers 500 reads at once, each with its own row, over two connections', async () => {
    const answers = await Promise.all(Array.from({ length: 500 }, (_, n) => ask(n)));
    expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 500 }, (_, n) => n));
    expect(new Set(answers.map(([row]) => row?.pid)).size).toBe(2);
    expect(answers[499]).toEqual([{ n: 499, pid: expect.any(Number), day: '2026-11-26', nothing: null }]);
  });

  it('has the columns of a statement described once per connection', async () => {
    await Promise.all([ask(1), ask(2)]);
    const heard = descriptions();
    const [first, second] = await Promise.all([ask(3), ask(4)]);
    expect([...first, ...second]).toMatchObject([{ n: 3 }, { n: 4 }]);
    expect(heard()).toBe(0);
  });

  it('fails the read that is wrong and none of its neighbours', async () => {
    const all = await Promise.allSettled([
      ask(1),
      reads.run('wrong', 'SELECT 1 / $1::int', [0]),
      ask(3),
      reads.run('missing', 'SELECT no_such_function()', []),
      ask(5),
    ]);
    expect(all.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await ask(6)).toMatchObject([{ n: 6 }]);
  });

  it('gives up a connection that could not prepare a statement, after what is under way there', async () => {
    reads = new PipelinedReads(options(), 1);
    const [first] = await ask(1);
    const missing = reads.run('missing', 'SELECT no_such_function()', []);
    const slow = reads.run<Pick<Answer, 'pid'>>(
      'slow',
      'SELECT pg_backend_pid() AS pid FROM pg_sleep(0.3)',
      [],
    );
    await expect(missing).rejects.toThrow('no_such_function() does not exist');
    const [next] = await ask(2);
    expect(next?.pid).not.toBe(first?.pid);
    expect(await slow).toEqual([{ pid: first?.pid }]);
    while ((await openPids()).length > 1) await setTimeout(10);
    expect(await openPids()).toEqual([next?.pid]);
  });

  it.each([
    { case: 'was prepared and failed at its work', Client: SteadyClient, wrong: 'SELECT 1 / $1::int' },
    { case: 'has no name to prepare it under', Client: NamelessClient, wrong: 'SELECT no_such_function($1)' },
  ])('keeps a connection whose statement $case', async ({ Client, wrong }) => {
    reads = new PipelinedReads(options({ Client }), 1);
    const [first] = await ask(1);
    await expect(reads.run('wrong', wrong, [0])).rejects.toThrow();
    expect((await ask(2))[0]?.pid).toBe(first?.pid);
  });

  it('fails what is under way on a lost connection, and opens another for the next', async () => {
    const [row] = await ask(1);
    await ask(2);
    const waiting = Promise.allSettled([reads.run('sleep', 'SELECT pg_sleep(10)', []), ask(3)]);
    await database.rows('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1', [row?.pid]);
    expect((await waiting).map(({ status }) => status)).toContain('rejected');
    const answers = await Promise.all([ask(4), ask(5)]);
    expect(answers.map(([found]) => found?.n)).toEqual([4, 5]);
  });

  it('gives every connection the time limits of a pool', async () => {
    const limits = `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock`;
    for (let n = 0; n < 2; n += 1) {
      expect(await reads.run('limits', limits, [])).toEqual([{ statement: '2s', lock: '1500ms' }]);
    }
  });

  it('lets nobody read over a connection whose role is refused', async () => {
    const refused = new Error('a dangerous role');
    const verify = (_client: unknown, done: (error?: Error) => void) => done(refused);
    reads = new PipelinedReads(options({ verify }), 1);
    await expect(ask(1)).rejects.toBe(refused);
    await expect(ask(2)).rejects.toBe(refused);
  });

  it('refuses reads once it has ended, as a pool does', async () => {
    await ask(1);
    await reads.end();
    await expect(ask(2)).rejects.toThrow(/^Client was closed/);
    await expect(ask(3)).rejects.toThrow(/^Client was closed/);
  });

  it('leaves no connection behind that was still being opened', async () => {
    const asked = ask(1).catch(() => undefined);
    await reads.end();
    await asked;
    expect(reads.connections.total).toBe(0);
  });

  it('tells how many connections are open and how many are at work', async () => {
    expect(reads.connections).toEqual({ total: 0, idle: 0, waiting: 0 });
    const answer = ask(1);
    expect(reads.connections).toEqual({ total: 0, idle: 0, waiting: 1 });
    await answer;
    expect(reads.connections).toEqual({ total: 1, idle: 1, waiting: 0 });
  });
});
