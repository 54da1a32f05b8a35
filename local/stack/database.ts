import { join } from 'node:path';
import { applyMigrations } from '../../database/migrations.ts';
import { createDatabase, createRoles } from '../../database/roles.ts';
import { startPostgres, type RunningPostgres } from '../postgres/start-postgres.ts';
import { Failure } from '../failure.ts';
import { type LocalSecrets } from './secrets.ts';
import { DATABASE_NAME, type StackSettings } from './settings.ts';

/** The embedded server of a stack, which can be stopped, crashed and brought back on the same port. */
export class Database {
  private readonly open: () => Promise<RunningPostgres>;
  private server: RunningPostgres | null = null;
  /** The superuser's address in the server's own database; the same after every restart. */
  maintenanceUrl = '';

  constructor(open: () => Promise<RunningPostgres>) {
    this.open = open;
  }

  async start(): Promise<void> {
    this.server = await this.open();
    this.maintenanceUrl = this.server.superuserUrl;
  }

  /** The superuser, whom row-level security does not bind, in the product's database. */
  get superuserUrl(): string {
    return this.maintenanceUrl.replace(/[^/]*$/, DATABASE_NAME);
  }

  /** Ends the connections, writes everything down, ends. */
  async stop(): Promise<void> {
    await this.server?.stop();
    this.server = null;
  }

  /** Crashes the server, as a power cut would; `start()` brings it back. */
  async crash(): Promise<void> {
    await this.server?.kill();
    this.server = null;
  }
}

export interface DatabaseOptions {
  settings: StackSettings;
  secrets: LocalSecrets;
  dataDir: string;
  /** False trades safety against power cuts for speed: tests only. */
  durable: boolean;
  report: (line: string) => void;
}

/**
 * Makes the stack's database ready: the embedded server with roles and migrations, or the migrations alone on a
 * server of the developer's own.
 * @returns the embedded server, or null
 */
export async function prepareDatabase(options: DatabaseOptions): Promise<Database | null> {
  const { settings, secrets, report } = options;
  if (!settings.usesEmbeddedPostgres) {
    await migrateOwnServer(settings, report);
    return null;
  }
  const database = new Database(() =>
    startPostgres({
      dataDir: join(options.dataDir, 'postgres'),
      port: settings.ports.postgres,
      durable: options.durable,
    }),
  );
  await database.start();
  try {
    await createRoles(database.maintenanceUrl, { owner: secrets.ownerPassword, api: secrets.apiPassword });
    await createDatabase(database.maintenanceUrl, DATABASE_NAME);
    reportMigrations(await applyMigrations(settings.migrationUrl ?? ''), report);
  } catch (error) {
    await database.stop();
    throw new Failure(`The database could not be prepared: ${(error as Error).message}`, { cause: error });
  }
  report(`Postgres on 127.0.0.1:${settings.ports.postgres}, data in ${options.dataDir}/postgres`);
  return database;
}

async function migrateOwnServer(
  { migrationUrl }: StackSettings,
  report: (line: string) => void,
): Promise<void> {
  if (migrationUrl === null) {
    report('Using the database of DATABASE_URL; set DATABASE_MIGRATION_URL too to have it migrated here');
    return;
  }
  try {
    reportMigrations(await applyMigrations(migrationUrl), report);
  } catch (error) {
    const { message } = error as Error;
    throw new Failure(`The database of DATABASE_MIGRATION_URL could not be migrated: ${message}`, {
      cause: error,
    });
  }
}

function reportMigrations(applied: string[], report: (line: string) => void): void {
  report(applied.length === 0 ? 'The database schema is up to date' : `Applied ${applied.length} migrations`);
}
