import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type TestDatabase } from '../test-database.js';

const run = promisify(execFile);

/** What must grow when shops sign up. */
const GROWING = ['users', 'audit_log'];

/** The words of Postgres when the disk is full, for machines on which a test may not mount one. */
const REFUSE_WRITES = `
  CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
  CREATE TRIGGER users_disk_is_full BEFORE INSERT OR UPDATE ON users EXECUTE FUNCTION disk_is_full()`;
const TAKE_WRITES = 'DROP TRIGGER users_disk_is_full ON users; DROP FUNCTION disk_is_full()';

/** The disk under the accounts, small enough to be filled. */
export interface SmallDisk {
  /** Is it one, or a stand-in that only speaks like it? */
  isReal: boolean;
  fill: () => Promise<void>;
  free: () => Promise<void>;
  remove: () => Promise<void>;
}

/** Moves the accounts to a small file system of their own, where this user may mount one. */
export async function smallDiskUnder(database: TestDatabase): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'bharatprint-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]);
  } catch {
    // Only root may, and in a container not even root.
    await rm(folder, { recursive: true });
    return standIn(database);
  }
  const [{ dataDir }] = (await database.rows(`SELECT current_setting('data_directory') AS "dataDir"`)) as [
    { dataDir: string },
  ];
  const { uid, gid } = await stat(dataDir);
  await chown(folder, uid, gid);
  await database.rows(`CREATE TABLESPACE small_disk LOCATION '${folder}'`);
  for (const table of GROWING) await moveTo(database, table);

  const ballast = join(folder, 'ballast');
  return {
    isReal: true,
    async fill() {
      const { bavail, bsize } = await statfs(folder);
      await writeFile(ballast, Buffer.alloc(bavail * bsize));
    },
    free: () => rm(ballast),
    async remove() {
      await run('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true });
    },
  };
}

async function moveTo(database: TestDatabase, table: string): Promise<void> {
  await database.rows(`ALTER TABLE ${table} SET TABLESPACE small_disk`);
  const indexes = await database.rows(
    `SELECT indexrelid::regclass AS name FROM pg_index WHERE indrelid = $1::regclass`,
    [table],
  );
  for (const { name } of indexes)
    await database.rows(`ALTER INDEX ${String(name)} SET TABLESPACE small_disk`);
}

function standIn(database: TestDatabase): SmallDisk {
  return {
    isReal: false,
    fill: () => database.rows(REFUSE_WRITES).then(() => undefined),
    free: () => database.rows(TAKE_WRITES).then(() => undefined),
    remove: () => Promise.resolve(),
  };
}
