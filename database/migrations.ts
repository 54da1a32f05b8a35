import { MigrationExecutor } from 'typeorm';
import { migrationDataSource } from './data-source.ts';
import { OWNER_ROLE } from './roles.ts';

export interface MigrationState {
  name: string;
  isApplied: boolean;
}

/** Any fixed number of our own: whoever holds it is the one who migrates. */
const MIGRATION_LOCK = 7_216_000;

/**
 * Applies what is not applied yet. Two at once: the second waits, then finds nothing to do.
 * @param url the owner's role, or a role that may act as it; a direct connection, since the lock is the session's
 * @returns the names applied, in order
 */
export function applyMigrations(url: string): Promise<string[]> {
  return underLock(url, async (executor) => names(await executor.executePendingMigrations()));
}

/** @returns the name of the last migration, now undone, or null when none is applied */
export function undoLastMigration(url: string): Promise<string | null> {
  return underLock(url, async (executor) => {
    const last = names(await executor.getExecutedMigrations()).at(-1) ?? null;
    if (last !== null) await executor.undoLastMigration();
    return last;
  });
}

/** Every migration, applied or pending, oldest first. */
export function listMigrations(url: string): Promise<MigrationState[]> {
  return underLock(url, async (executor) => {
    const applied = await executor.getExecutedMigrations();
    const appliedNames = names(applied);
    const known = names([...applied, ...(await executor.getPendingMigrations())]);
    return known.map((name) => ({ name, isApplied: appliedNames.includes(name) }));
  });
}

async function underLock<Result>(
  url: string,
  work: (executor: MigrationExecutor) => Promise<Result>,
): Promise<Result> {
  const dataSource = await migrationDataSource(url).initialize();
  try {
    const runner = dataSource.createQueryRunner();
    await runner.query(`SET lock_timeout = '60s'`);
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runner.query(`SET ROLE ${OWNER_ROLE}`);
    // A change of a busy table gives way instead of queueing everyone behind it.
    await runner.query(`SET lock_timeout = '5s'`);
    return await work(new MigrationExecutor(dataSource, runner));
  } finally {
    await dataSource.destroy();
  }
}

/** Oldest first: TypeORM lists what is applied the other way round. */
function names(migrations: { name: string; timestamp: number }[]): string[] {
  return migrations.toSorted((a, b) => a.timestamp - b.timestamp).map(({ name }) => name);
}
