import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { applyMigrations } from '../migrations.ts';
import { createDatabase, createRoles, OWNER_ROLE } from '../roles.ts';
import { copyRows } from './copy-rows.ts';
import { differences, type Facts, rowFacts, schemaFacts } from './facts.ts';
import { dump, findPgTools, restore } from './pg-tools.ts';

export interface DrillOptions {
  /** A role that sees every row (superuser or BYPASSRLS) in the database to be copied. */
  sourceUrl: string;
  /** A superuser of the server to restore on; that of the source when it is the same. */
  targetUrl: string;
  /** Where pg_dump and pg_restore are; by PATH when empty. */
  toolsFolder: string;
}

export interface DrillReport {
  way: 'pg_dump' | 'copy';
  /** Facts of the original, rows included. */
  facts: Facts;
  differences: string[];
}

/** A role whose backup would lack rows. */
export class BlindRoleError extends Error {
  override readonly name = 'BlindRoleError';
}

/**
 * Takes a copy of a database as it is at one moment, restores it into a new database, compares everything that makes
 * them alike, and drops the new one again.
 */
export async function backupDrill(options: DrillOptions): Promise<DrillReport> {
  const { sourceUrl, targetUrl } = options;
  return withClient(sourceUrl, async (source) => {
    const snapshot = await beginSnapshot(source);
    const original = await allFacts(source);
    // On the same server the roles are there, and must keep their passwords.
    if (isOtherServer(sourceUrl, targetUrl)) {
      // Where the server is managed, somebody else migrates and nobody logs in as the owner.
      const ownerLogsIn = original.get(`role ${OWNER_ROLE}`)?.startsWith('login') === true;
      await createRoles(targetUrl, { owner: ownerLogsIn ? aPassword() : null, api: aPassword() });
    }
    const name = `bharatprint_drill_${randomBytes(4).toString('hex')}`;
    await createDatabase(targetUrl, name);
    try {
      const way = await transfer(source, snapshot, databaseUrl(targetUrl, name), options);
      const copy = await withClient(databaseUrl(targetUrl, name), allFacts);
      return { way, facts: original, differences: differences(original, copy) };
    } finally {
      await withClient(targetUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    }
  });
}

/**
 * Begins a transaction that sees one moment and every row of it.
 * @returns the name under which others can see the same moment
 * @throws BlindRoleError when policies bind the role: its dump would end well and have no rows
 */
export async function beginSnapshot(source: pg.Client): Promise<string> {
  const { rows: roles } = await source.query<{ sees: boolean }>(
    'SELECT rolsuper OR rolbypassrls AS sees FROM pg_roles WHERE rolname = current_user',
  );
  if (!roles[0]?.sees) {
    throw new BlindRoleError(
      'Policies bind this role, even as the owner of the tables: take backups as a superuser or a role with BYPASSRLS.',
    );
  }
  await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await source.query('SET LOCAL row_security = off; SET LOCAL statement_timeout = 0');
  const { rows } = await source.query<{ snapshot: string }>('SELECT pg_export_snapshot() AS snapshot');
  return rows[0]?.snapshot ?? '';
}

/** Schema, roles and rows. */
export async function allFacts(client: pg.Client): Promise<Facts> {
  return new Map([...(await schemaFacts(client)), ...(await rowFacts(client))]);
}

async function transfer(
  source: pg.Client,
  snapshot: string,
  newUrl: string,
  { sourceUrl, toolsFolder }: DrillOptions,
): Promise<DrillReport['way']> {
  const { rows } = await source.query<{ major: number }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS major`,
  );
  const tools = await findPgTools(toolsFolder, rows[0]?.major ?? Infinity);
  if (tools === null) {
    await applyMigrations(newUrl);
    await withClient(newUrl, (target) => copyRows(source, target));
    return 'copy';
  }
  const folder = await mkdtemp(join(tmpdir(), 'bharatprint-drill-'));
  try {
    const file = join(folder, 'bharatprint.dump');
    await dump(tools, sourceUrl, snapshot, file);
    await restore(tools, newUrl, file);
  } finally {
    await rm(folder, { recursive: true });
  }
  return 'pg_dump';
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A connection that breaks answers through the query at hand; without a listener it would end this program.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = name;
  return url.href;
}

function isOtherServer(one: string, other: string): boolean {
  return new URL(one).host !== new URL(other).host;
}

function aPassword(): string {
  return randomBytes(24).toString('base64url');
}
