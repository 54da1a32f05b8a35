import { type DataSource } from 'typeorm';
import { type ReviewedMigration } from './read-migration.ts';

/** The migrations a data source would run, oldest first. */
export function listedMigrations({ options }: DataSource): ReviewedMigration[] {
  const listed = Object.values(options.migrations ?? {}) as (new () => ReviewedMigration)[];
  return listed.map((Migration) => new Migration());
}
