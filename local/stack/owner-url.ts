import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { localSecrets } from './secrets.ts';
import { portsFrom, stackSettings } from './settings.ts';

/**
 * The owner's address of the database that `npm start` would use with this environment. Makes nothing: before the first
 * start there is no such database.
 * @param env without blanks
 * @throws Failure that says what to do when there is none
 */
export function ownerUrl(env: NodeJS.ProcessEnv, dataDir: string): string {
  const given = env['DATABASE_MIGRATION_URL'];
  if (given !== undefined) return given;
  if (env['DATABASE_URL'] !== undefined) {
    throw new Failure(
      "DATABASE_URL names a server of your own: set DATABASE_MIGRATION_URL to its owner's address.",
    );
  }
  if (!existsSync(join(dataDir, 'secrets.json'))) throw nothingRuns();
  const { migrationUrl } = stackSettings({}, portsFrom(env), localSecrets(dataDir));
  if (migrationUrl === null) throw nothingRuns();
  return migrationUrl;
}

/** @param cause why the database could not be reached, when that was tried */
export function nothingRuns(cause?: unknown): Failure {
  return new Failure('No database runs here: run `npm start` first, or set DATABASE_MIGRATION_URL.', {
    cause,
  });
}
