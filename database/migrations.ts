import { type DataSource, type Migration, MigrationExecutor, type QueryRunner } from 'typeorm';
import { migrationDataSource } from './data-source.ts';
import { UsageError } from './explain-failure.ts';
import { type LockRetries, withLockRetries } from './lock-retries.ts';
import { OWNER_ROLE } from './roles.ts';

export interface MigrationState {
  name: string;
  isApplied: boolean;
}

/** Any fixed number of our own: whoever holds it is the one who migrates. */
const MIGRATION_LOCK = 7_216_000;

/**
 * Everybody else queues behind a change that waits for its table. It gives way before the API's patience of 1.5 s
 * (`limitApiRole`) ends, so that those in the queue are still served.
 */
const LOCK_PATIENCE = '1s';
const RETRIES: LockRetries = { tries: 30, pauseMs: 2_000 };

export interface MigrationOptions {
  retries?: LockRetries;
  /** Another list of migrations than the product's. */
  dataSource?: DataSource;
  /** Told a line for the operator each time a table could not be had. */
  onWait?: (line: string) => void;
}

/**
 * Applies what is not applied yet, each in a transaction of its own. Two at once: the second waits, then finds nothing
 * to do. A migration that does not get its locks is rolled back and tried again.
 * @param url the owner's role, or a role that may act as it; a direct connection, since the lock is the session's
 * @returns the names applied, in order
 * @throws UsageError when the database stores text as something else than UTF-8
 */
export function applyMigrations(url: string, options: MigrationOptions = {}): Promise<string[]> {
  return underLock(options.dataSource ?? migrationDataSource(url), async (executor, runner) => {
    await requireUnicode(runner);
    const pending = await executor.getPendingMigrations();
    for (const migration of pending) {
      await withLockRetries(
        options.retries ?? RETRIES,
        () => applyOne(migration, executor, runner),
        (triesLeft) => options.onWait?.(`${migration.name} waits for a lock, ${triesLeft} tries left`),
      );
    }
    await tellNewest(executor, runner);
    return names(pending);
  });
}

/** @returns the name of the last migration, now undone, or null when none is applied */
export function undoLastMigration(url: string): Promise<string | null> {
  return underLock(migrationDataSource(url), async (executor, runner) => {
    const last = names(await executor.getExecutedMigrations()).at(-1) ?? null;
    if (last === null) return null;
    await withLockRetries(RETRIES, () => executor.undoLastMigration());
    await tellNewest(executor, runner);
    return last;
  });
}

/** Every migration, applied or pending, oldest first. */
export function listMigrations(url: string): Promise<MigrationState[]> {
  return underLock(migrationDataSource(url), async (executor) => {
    const applied = await executor.getExecutedMigrations();
    const appliedNames = names(applied);
    const known = names([...applied, ...(await executor.getPendingMigrations())]);
    return known.map((name) => ({ name, isApplied: appliedNames.includes(name) }));
  });
}

/** In another encoding the schema can be made, but nobody can sign in: Postgres normalizes only Unicode. */
async function requireUnicode(runner: QueryRunner): Promise<void> {
  const [{ encoding }] = (await runner.query(`SELECT current_setting('server_encoding') AS encoding`)) as [
    { encoding: string },
  ];
  if (encoding === 'UTF8') return;
  throw new UsageError(
    `The database stores text as ${encoding}: make it anew with ENCODING 'UTF8' TEMPLATE template0.`,
  );
}

/** What builds an index without blocking anybody can run in no transaction, and may wait: nobody queues behind it. */
async function applyOne(
  migration: Migration,
  executor: MigrationExecutor,
  runner: QueryRunner,
): Promise<void> {
  if (migration.instance?.transaction === false) {
    await runner.query('SET lock_timeout = 0');
    await executor.executeMigration(migration);
    return;
  }
  await runner.query(`SET lock_timeout = '${LOCK_PATIENCE}'`);
  await runner.startTransaction();
  try {
    await executor.executeMigration(migration);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}

/** Anybody may read a comment: the API's role, which may not read the list, sees from it how new the schema is. */
async function tellNewest(executor: MigrationExecutor, runner: QueryRunner): Promise<void> {
  const newest = names(await executor.getExecutedMigrations()).at(-1) ?? 'none';
  await runner.query(`COMMENT ON TABLE public.migrations IS 'newest: ${newest}'`);
}

async function underLock<Result>(
  source: DataSource,
  work: (executor: MigrationExecutor, runner: QueryRunner) => Promise<Result>,
): Promise<Result> {
  const dataSource = await source.initialize();
  try {
    const runner = dataSource.createQueryRunner();
    await runner.query(`SET lock_timeout = '60s'`);
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runner.query(`SET ROLE ${OWNER_ROLE}`);
    await runner.query(`SET lock_timeout = '${LOCK_PATIENCE}'`);
    // A long build of an index is no mistake, whatever a managed server sets for its roles; a migrating program that
    // was frozen, or lost its network, with locks in its hands is.
    await runner.query('SET statement_timeout = 0');
    await runner.query(`SET idle_in_transaction_session_timeout = '30s'`);
    return await work(new MigrationExecutor(dataSource, runner), runner);
  } finally {
    await dataSource.destroy();
  }
}

/** Oldest first: TypeORM lists what is applied the other way round. */
function names(migrations: { name: string; timestamp: number }[]): string[] {
  return migrations.toSorted((a, b) => a.timestamp - b.timestamp).map(({ name }) => name);
}
