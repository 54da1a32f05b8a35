import { join } from 'node:path';
import pg from 'pg';
import { explainFailure } from '../../database/explain-failure.ts';
import { applyMigrations } from '../../database/migrations.ts';
import { createDatabase, createRoles } from '../../database/roles.ts';
import { startPostgres, type RunningPostgres } from '../postgres/start-postgres.ts';
import { Failure } from '../failure.ts';
import { type LocalSecrets } from './secrets.ts';
import { DATABASE_NAME, type StackSettings } from './settings.ts';

// A server that ends more often than this will go on ending.
const REVIVALS_PER_MINUTE = 3;

/** The embedded server of a stack, which can be stopped, crashed and brought back on the same port. */
export class Database {
  private readonly open: () => Promise<RunningPostgres>;
  private readonly report: (line: string) => void;
  private opening: Promise<RunningPostgres> | null = null;
  private revivedAt: number[] = [];
  /** Called when the server has ended unasked and cannot be brought back. */
  onCrash: ((failure: Failure) => void) | null = null;
  /** The superuser's address in the server's own database; the same after every restart. */
  maintenanceUrl = '';

  constructor(open: () => Promise<RunningPostgres>, report: (line: string) => void) {
    this.open = open;
    this.report = report;
  }

  async start(): Promise<void> {
    const opening = this.open();
    this.opening = opening;
    const server = await opening;
    this.maintenanceUrl = server.superuserUrl;
    void server.exited.then(() => {
      if (this.opening === opening) void this.revive();
    });
  }

  /** The superuser, whom row-level security does not bind, in the product's database. */
  get superuserUrl(): string {
    return this.maintenanceUrl.replace(/[^/]*$/, DATABASE_NAME);
  }

  /** Ends the connections, writes everything down, ends. */
  async stop(): Promise<void> {
    await (await this.release())?.stop();
  }

  /** Crashes the server, as a power cut would; `start()` brings it back. */
  async crash(): Promise<void> {
    await (await this.release())?.kill();
  }

  /** @returns the server, whose end is nobody's surprise from here on */
  private async release(): Promise<RunningPostgres | null> {
    const { opening } = this;
    this.opening = null;
    return opening?.catch(() => null) ?? null;
  }

  /** The API answers 503 meanwhile and connects again by itself, so nothing else has to restart. */
  private async revive(): Promise<void> {
    const now = Date.now();
    this.revivedAt = [...this.revivedAt.filter((time) => now - time < 60_000), now];
    try {
      if (this.revivedAt.length > REVIVALS_PER_MINUTE) {
        throw new Failure('it ended too often within a minute. Its log tells why; then start again.');
      }
      this.report('Postgres has ended without being asked: starting it again');
      await this.start();
      this.report('Postgres is back');
    } catch (error) {
      const { message } = error as Error;
      this.onCrash?.(new Failure(`Postgres has ended and does not come back: ${message}`, { cause: error }));
    }
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
  const database = new Database(
    () =>
      startPostgres({
        dataDir: join(options.dataDir, 'postgres'),
        port: settings.ports.postgres,
        durable: options.durable,
      }),
    report,
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
  { databaseUrl, migrationUrl }: StackSettings,
  report: (line: string) => void,
): Promise<void> {
  if (migrationUrl !== null) {
    const applied = await naming('DATABASE_MIGRATION_URL', applyMigrations(migrationUrl));
    reportMigrations(applied, report);
  }
  if (await naming('DATABASE_URL', hasSchema(databaseUrl))) {
    report('Using the database of DATABASE_URL');
    return;
  }
  throw new Failure(
    'The database of DATABASE_URL has no schema yet: set DATABASE_MIGRATION_URL to its owner, who makes it.',
  );
}

async function hasSchema(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A connection that breaks answers through the query at hand; without a listener it would end this program.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ found: boolean }>(
      `SELECT to_regclass('public.users') IS NOT NULL AS found`,
    );
    return rows[0]?.found === true;
  } finally {
    await client.end();
  }
}

async function naming<Result>(variable: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw new Failure(`${variable}: ${explainFailure(error)}`, { cause: error });
  }
}

function reportMigrations(applied: string[], report: (line: string) => void): void {
  report(applied.length === 0 ? 'The database schema is up to date' : `Applied ${applied.length} migrations`);
}
