import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-ports.ts';
import { prepareDatabase, type Database } from './stack/database.ts';
import { localSecrets } from './stack/secrets.ts';
import { portsFrom, stackSettings } from './stack/settings.ts';

const PROGRAM = fileURLToPath(new URL('./seed.ts', import.meta.url));

let dataDir: string;
let port: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bharatprint-seed-'));
  // Started by root, the server runs as somebody else, who must be able to enter.
  await chmod(dataDir, 0o755);
  port = String(await freePort());
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** Runs the command as a developer without an .env would: names set to nothing win over those of the file. */
async function seed(
  env: Record<string, string> = {},
  args: string[] = [],
): Promise<{ code: number | null; output: string; errors: string }> {
  const blank = {
    DATABASE_URL: '',
    DATABASE_MIGRATION_URL: '',
    CLERK_SECRET_KEY: '',
    CLERK_PUBLISHABLE_KEY: '',
  };
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...blank, NODE_ENV: '', LOCAL_DIR: dataDir, POSTGRES_PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [code, output, errors] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { code, output, errors };
}

async function startDatabase(): Promise<Database> {
  const secrets = localSecrets(dataDir);
  const settings = stackSettings({}, portsFrom({ POSTGRES_PORT: port }), secrets);
  const database = await prepareDatabase({
    settings,
    secrets,
    dataDir,
    durable: false,
    report: () => undefined,
  });
  if (database === null) throw new Error('The stack has no database of its own');
  return database;
}

describe('npm run db:seed', () => {
  it('finds the database of the running stack, and says in one line what it did', async () => {
    const database = await startDatabase();
    try {
      expect(await seed()).toEqual({ code: 0, output: 'made 62 shops, 41 referrals\n', errors: '' });
      expect(await seed()).toEqual({ code: 0, output: 'nothing to do\n', errors: '' });
    } finally {
      await database.stop();
    }
  });

  it('says what to do when nothing runs, and when nothing ever ran', async () => {
    const nothingRuns = {
      code: 1,
      output: '',
      errors: 'No database runs here: run `npm start` first, or set DATABASE_MIGRATION_URL.\n',
    };
    expect(await seed()).toEqual(nothingRuns);
    localSecrets(dataDir);
    expect(await seed()).toEqual(nothingRuns);
  });

  it.each([
    { case: 'in production', env: { NODE_ENV: 'production' }, says: /^NODE_ENV is production/ },
    {
      case: 'with a live key',
      env: { CLERK_SECRET_KEY: 'sk_live_x' },
      says: /^CLERK_SECRET_KEY is a live key/,
    },
    {
      case: 'for another host',
      env: { DATABASE_MIGRATION_URL: 'postgresql://owner:of-a-test@db.example.in/shops' },
      says: /^The database is on another host/,
    },
    {
      case: 'for a server that is not there',
      env: { DATABASE_MIGRATION_URL: 'postgresql://owner:of-a-test@127.0.0.1:1/shops' },
      says: /^The database cannot be reached/,
    },
    { case: 'for a port that is none', env: { POSTGRES_PORT: 'x' }, says: /^POSTGRES_PORT is not a port/ },
  ])('ends with one line $case', async ({ env, says }) => {
    localSecrets(dataDir);
    const { code, output, errors } = await seed(env);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toMatch(says);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).not.toContain('of-a-test');
  });
});
