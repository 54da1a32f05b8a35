import pg from 'pg';
import { TestDatabase } from '../../test/test-database.js';
import { connectionOptions } from './connection-options.js';
import { SteadyClient } from './steady-client.js';

const WHO = 'SELECT pg_backend_pid() AS pid';

describe(SteadyClient.name, () => {
  let database: TestDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await TestDatabase.start();
  }, 60_000);

  beforeEach(() => {
    const options = connectionOptions({
      databaseUrl: database.server.apiUrl,
      isProduction: false,
      namesStatements: true,
    });
    pool = new pg.Pool({ ...options, query_timeout: 200, max: 1 });
  });

  afterEach(() => pool.end());

  afterAll(() => database.stop());

  it('answers by a promise, to a callback and through a query of the caller’s', async () => {
    const client = await pool.connect();
    const byPromise = await client.query<{ n: number }>('SELECT $1::int AS n', [1]);
    const byCallback = await new Promise<pg.QueryResult<{ n: number }>>((resolve, reject) => {
      client.query<{ n: number }>('SELECT $1::int AS n', [2], (error: Error | null, result) =>
        error ? reject(error) : resolve(result),
      );
    });
    const byQuery = await new Promise<unknown>((resolve, reject) => {
      client
        .query(new pg.Query('SELECT $1::int AS n', [3]))
        .on('row', resolve)
        .on('error', reject);
    });
    expect([byPromise.rows[0], byCallback.rows[0], byQuery]).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    await expect(client.query('SELECT 1 / $1::int', [0])).rejects.toThrow('division by zero');
    expect((await client.query<{ pid: number }>(WHO)).rowCount).toBe(1);
    client.release();
  });

  it('serves nobody any more after a statement that went unanswered', async () => {
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>(WHO);
    await expect(client.query('SELECT pg_sleep(1)')).rejects.toThrow('Query read timeout');
    await expect(client.query(WHO)).rejects.toThrow('Client was closed');
    // As TypeORM does it: without a word of what happened.
    client.release();
    expect(pool.idleCount).toBe(0);
    const next = await pool.query<{ pid: number }>(WHO);
    expect(next.rows[0]?.pid).not.toBe(rows[0]?.pid);
  });
});
