// `nx run database:migrations`: refuses migrations that would block, break or expose what runs while they are applied.
import { migrationDataSource } from '../data-source.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { lintMigrations } from './lint-migrations.ts';
import { listedMigrations } from './listed-migrations.ts';

const findings = await lintMigrations(
  listedMigrations(migrationDataSource('postgresql://nowhere')),
  EXCEPTIONS,
);
for (const { migration, rule, object, remedy } of findings) {
  console.error(`✖ ${migration} ${rule} ${object}: ${remedy}`);
}
process.exitCode = findings.length === 0 ? 0 : 1;
