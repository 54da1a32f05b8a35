// `npm run db:seed`: fills the database of `npm start`, or the one of DATABASE_MIGRATION_URL, with demo shops.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { explainFailure } from '../database/explain-failure.ts';
import { seedCommand } from '../database/seeds/seed-command.ts';
import { Failure } from './failure.ts';
import { nothingRuns, ownerUrl } from './stack/owner-url.ts';
import { withoutBlanks } from './stack/settings.ts';

const ROOT = join(import.meta.dirname, '..');

async function seed(): Promise<string> {
  if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'));
  const env = withoutBlanks(process.env);
  const dataDir = resolve(ROOT, env['LOCAL_DIR'] ?? '.local');
  try {
    return await seedCommand({ env, args: process.argv.slice(2), ownerUrl: () => ownerUrl(env, dataDir) });
  } catch (error) {
    const isRefused = (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';
    throw isRefused && env['DATABASE_MIGRATION_URL'] === undefined ? nothingRuns(error) : error;
  }
}

try {
  console.log(await seed());
} catch (error) {
  console.error(error instanceof Failure ? error.message : explainFailure(error));
  process.exitCode = 1;
}
