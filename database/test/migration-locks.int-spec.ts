import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { migrationDataSource } from '../data-source.ts';
import { applyMigrations, undoLastMigration } from '../migrations.ts';
import { insertUser, type UserRow } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

let database: TestDatabase;
let api: pg.Pool;
let superuser: pg.Pool;
let asha: UserRow;

beforeAll(async () => {
  database = await startTestDatabase();
  api = openPool(database.apiUrl);
  superuser = openPool(database.superuserUrl);
  asha = await insertUser(superuser);
});

afterAll(async () => {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
});

/** A long report, or somebody's forgotten session: it only reads, but every change of the table must wait for it. */
async function readForLong(table: string): Promise<() => Promise<void>> {
  const client = await superuser.connect();
  await client.query(`BEGIN; SELECT * FROM ${table} LIMIT 1`);
  return async () => {
    await client.query('COMMIT');
    client.release();
  };
}

async function slowestCaller(until: Promise<unknown>): Promise<number> {
  const over = new AbortController();
  const end = (): void => over.abort();
  until.then(end, end);
  let slowest = 0;
  while (!over.signal.aborted) {
    const asked = performance.now();
    await api.query('SELECT * FROM caller($1, 0)', [asha.id]);
    slowest = Math.max(slowest, performance.now() - asked);
    await wait(10);
  }
  return slowest;
}

describe('a migration whose table is in use', () => {
  it('waits a second at most, gives way, tries again, and goes through when the table is free', async () => {
    const undone = await undoAllButTables();
    const release = await readForLong('users');
    const waits: string[] = [];
    const applied = applyMigrations(database.ownerUrl, {
      retries: { tries: 10, pauseMs: 300 },
      onWait(line) {
        waits.push(line);
        if (waits.length === 2) void release();
      },
    });
    expect(await applied).toEqual(undone);
    expect(waits).toHaveLength(2);
    expect(waits[0]).toMatch(/ waits for a lock, 9 tries left$/);
  });

  it('fails whole after the last try, keeping what was applied before it and holding up nobody for long', async () => {
    const undone = await undoAllButTables();
    const release = await readForLong('users');
    const started = performance.now();
    const failed = applyMigrations(database.ownerUrl, { retries: { tries: 2, pauseMs: 300 } });
    try {
      const [slowest] = await Promise.all([
        slowestCaller(failed),
        expect(failed).rejects.toMatchObject({ code: '55P03' }),
      ]);
      expect(slowest).toBeLessThan(5_000);
      expect(performance.now() - started).toBeLessThan(30_000);
    } finally {
      await release();
    }

    const left = await applyMigrations(database.ownerUrl);
    expect(undone.slice(-left.length)).toEqual(left);
  });
});

describe('a migration that builds an index concurrently', () => {
  it('waits as long as it must, outside a transaction, while others go on writing', async () => {
    const release = await readForLong('users');
    const dataSource = migrationDataSource(database.ownerUrl).setOptions({
      migrations: [IndexCities1764500000999],
    });
    const applied = applyMigrations(database.ownerUrl, { dataSource, retries: { tries: 1, pauseMs: 0 } });
    await wait(1_500);
    await superuser.query(`SET LOCAL statement_timeout = '1s'; UPDATE users SET city = 'Pune'`);
    await release();
    expect(await applied).toEqual(['IndexCities1764500000999']);
    const { rows } = await superuser.query(
      `SELECT indisvalid FROM pg_index WHERE indexrelid = 'users_city_idx'::regclass`,
    );
    expect(rows).toEqual([{ indisvalid: true }]);
    await superuser.query(
      `DROP INDEX users_city_idx; DELETE FROM migrations WHERE timestamp = 1764500000999`,
    );
  });
});

class IndexCities1764500000999 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS public.users_city_idx');
    await runner.query('CREATE INDEX CONCURRENTLY users_city_idx ON public.users (city)');
  }

  async down(): Promise<void> {
    // Not undone here.
  }
}

/** Takes back everything after the tables `users` and its neighbours, so that migrations have to change them again. */
async function undoAllButTables(): Promise<string[]> {
  const undone: string[] = [];
  for (let last = ''; last !== 'FollowClerk1764500000008';) {
    last = (await undoLastMigration(database.ownerUrl)) ?? '';
    undone.unshift(last);
  }
  return undone;
}
