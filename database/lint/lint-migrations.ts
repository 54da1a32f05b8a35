import { type Finding } from './finding.ts';
import { type ReviewedMigration, readMigration } from './read-migration.ts';
import { alterTable } from './rules/alter-table.ts';
import { closed } from './rules/closed.ts';
import { conduct } from './rules/conduct.ts';
import { contract } from './rules/contract.ts';
import { indexes } from './rules/indexes.ts';

/** A finding that stays, and why: the migration is released, or somebody judged that it does no harm here. */
export interface Exception {
  migration: string;
  rule: string;
  object: string;
  reason: string;
}

export interface MigrationFinding extends Finding {
  migration: string;
}

const RULES = [alterTable, indexes, contract, closed, conduct];

/** What is wrong with these migrations, without what is excepted; an exception that nothing needs is wrong too. */
export async function lintMigrations(
  migrations: ReviewedMigration[],
  exceptions: readonly Exception[] = [],
): Promise<MigrationFinding[]> {
  const found = (await Promise.all(migrations.map(findingsOf))).flat();
  const isSame = (finding: MigrationFinding, exception: Exception) =>
    finding.migration === exception.migration &&
    finding.rule === exception.rule &&
    finding.object === exception.object;
  const unused = exceptions.filter((exception) => !found.some((finding) => isSame(finding, exception)));
  return [
    ...found.filter((finding) => !exceptions.some((exception) => isSame(finding, exception))),
    ...unused.map(({ migration, object, rule }) => ({
      migration,
      object,
      rule: 'unused-exception',
      remedy: `Nothing is found by ${rule} any more: take the exception out of database/lint/exceptions.ts.`,
    })),
  ];
}

async function findingsOf(migration: ReviewedMigration): Promise<MigrationFinding[]> {
  const name = migration.name ?? migration.constructor.name;
  try {
    const read = await readMigration(migration);
    return RULES.flatMap((rule) => rule(read)).map((finding) => ({ ...finding, migration: name }));
  } catch (error) {
    const { message } = error as Error;
    return [{ migration: name, rule: 'unreadable', object: 'up', remedy: message }];
  }
}
