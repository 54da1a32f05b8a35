// `npm run backup:drill`: takes a copy of the database of `npm start`, or of DATABASE_ADMIN_URL, restores it and compares.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BlindRoleError } from '../database/backup/drill.ts';
import { drillCommand } from '../database/backup/drill-command.ts';
import { explainFailure } from '../database/explain-failure.ts';
import { Failure } from './failure.ts';
import { clusterIn, readPassword, SUPERUSER } from './postgres/cluster.ts';
import { DATABASE_NAME, portsFrom, withoutBlanks } from './stack/settings.ts';

const ROOT = join(import.meta.dirname, '..');

/** The superuser's address of the embedded server that `npm start` runs. */
async function adminUrl(env: NodeJS.ProcessEnv): Promise<string> {
  if (env['DATABASE_URL'] !== undefined) {
    throw new Failure('DATABASE_URL names a server of your own: set DATABASE_ADMIN_URL to its superuser.');
  }
  const cluster = clusterIn(join(resolve(ROOT, env['LOCAL_DIR'] ?? '.local'), 'postgres'));
  if (!existsSync(cluster.passwordFile)) {
    throw new Failure('No database runs here: run `npm start` first, or set DATABASE_ADMIN_URL.');
  }
  const password = await readPassword(cluster);
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${portsFrom(env).postgres}/${DATABASE_NAME}`;
}

try {
  if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'));
  const env = withoutBlanks(process.env);
  const args = process.argv.slice(2);
  const { lines, isAlike } = await drillCommand({ env, args, adminUrl: () => adminUrl(env) });
  for (const line of lines) console.log(line);
  process.exitCode = isAlike ? 0 : 1;
} catch (error) {
  const isOurs = error instanceof Failure || error instanceof BlindRoleError;
  console.error(`✖ ${isOurs ? error.message : explainFailure(error)}`);
  process.exitCode = 1;
}
