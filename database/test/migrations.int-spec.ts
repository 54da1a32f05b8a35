import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import type pg from 'pg';
import { listMigrations, undoLastMigration } from '../migrations.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';
import { schemaSnapshot } from './schema-snapshot.ts';

const PROGRAM = fileURLToPath(new URL('../migrate.ts', import.meta.url));

let database: TestDatabase;
let superuser: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  superuser = openPool(database.superuserUrl);
});

afterAll(async () => {
  await superuser.end();
  await database.stop();
});

/** Runs the command line as an operator would. */
async function migrate(
  command: string,
  env: Record<string, string> = { DATABASE_MIGRATION_URL: database.ownerUrl },
): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, [PROGRAM, command], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [code, output, errors] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { code, output, errors };
}

async function undoAll(): Promise<void> {
  while ((await undoLastMigration(database.ownerUrl)) !== null);
}

function withUrl(change: (url: URL) => void): Record<string, string> {
  const url = new URL(database.ownerUrl);
  change(url);
  return { DATABASE_MIGRATION_URL: url.href };
}

describe('the migrations', () => {
  it('go up, down and up again to the same schema, and leave nothing when down', async () => {
    const migrated = await schemaSnapshot(superuser);
    await undoAll();
    const empty = await schemaSnapshot(superuser);
    // TypeORM keeps its own list, with a key it names itself.
    expect(empty.filter((line) => !/migrations|^relation PK_|^schema rights/.test(line))).toEqual([]);

    expect((await migrate('up')).code).toBe(0);
    expect(await schemaSnapshot(superuser)).toEqual(migrated);
    await undoAll();
    expect(await schemaSnapshot(superuser)).toEqual(empty);
  });
});

describe('node database/migrate.ts', () => {
  it('prints a line for each migration, and exits 0 when there is nothing to do', async () => {
    await undoAll();
    const names = (await listMigrations(database.ownerUrl)).map(({ name }) => name);
    expect(await migrate('status')).toMatchObject({ code: 0, output: lines('pending', names) });
    expect(await migrate('up')).toEqual({ code: 0, output: lines('applied', names), errors: '' });
    expect(await migrate('up')).toEqual({ code: 0, output: 'nothing to apply\n', errors: '' });
    expect(await migrate('status')).toMatchObject({ code: 0, output: lines('applied', names) });
    expect(await migrate('down')).toEqual({ code: 0, output: lines('undone', names.slice(-1)), errors: '' });
  });

  it('applies each once when two run at the same time', async () => {
    await undoAll();
    const names = (await listMigrations(database.ownerUrl)).map(({ name }) => name);
    const runs = await Promise.all([migrate('up'), migrate('up')]);
    expect(runs.map(({ code, errors }) => ({ code, errors }))).toEqual(
      runs.map(() => ({ code: 0, errors: '' })),
    );
    expect(runs.map(({ output }) => output).toSorted()).toEqual([
      lines('applied', names),
      'nothing to apply\n',
    ]);
  });

  it.each([
    { case: 'no address', env: () => ({}), says: /^DATABASE_MIGRATION_URL is not set/ },
    {
      case: 'an address that is none',
      env: () => ({ DATABASE_MIGRATION_URL: 'localhost' }),
      says: /is not set/,
    },
    { case: 'nobody there', env: () => withUrl((url) => (url.port = '1')), says: /cannot be reached/ },
    { case: 'a wrong password', env: () => withUrl((url) => (url.password = 'x')), says: /refuses the user/ },
    { case: 'no such database', env: () => withUrl((url) => (url.pathname = '/x')), says: /does not exist/ },
    {
      case: 'the API’s role',
      env: () => ({ DATABASE_MIGRATION_URL: database.apiUrl }),
      says: /not yours to act as/,
    },
  ])('ends with one line about $case', async ({ env, says }) => {
    const { code, output, errors } = await migrate('up', env());
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toMatch(says);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).not.toContain('owner-of-a-test');
  });

  it('ends with one line about a database that does not store Unicode', async () => {
    await superuser.query(
      `CREATE DATABASE latin OWNER bharatprint_owner ENCODING 'SQL_ASCII' LOCALE 'C'
       LOCALE_PROVIDER libc TEMPLATE template0`,
    );
    const { code, output, errors } = await migrate(
      'up',
      withUrl((url) => (url.pathname = '/latin')),
    );
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toMatch(/^The database stores text as SQL_ASCII: .*UTF8/);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  it('shows its commands when it does not know one', async () => {
    expect(await migrate('sideways')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('Usage:') as string,
    });
  });
});

function lines(word: string, names: string[]): string {
  return names.map((name) => `${word} ${name}\n`).join('');
}
