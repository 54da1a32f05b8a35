import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Postgres's own programs for backups; the folder is empty when they are found by PATH. */
export interface PgTools {
  folder: string;
}

/** A program of Postgres ended with an error; the message is its own. */
export class PgToolError extends Error {
  override readonly name = 'PgToolError';
}

/**
 * Looks for a `pg_dump` that can read this server: one older than the server refuses.
 * @param folder where to look; by PATH when it is empty
 */
export async function findPgTools(folder: string, serverMajor: number): Promise<PgTools | null> {
  try {
    const version = await run(join(folder, 'pg_dump'), ['--version']);
    return Number(/\) ([0-9]+)/.exec(version)?.[1]) >= serverMajor ? { folder } : null;
  } catch {
    // Not installed here.
    return null;
  }
}

/**
 * Writes the database to a file as a snapshot sees it. Row-level security stays off: where a policy would leave rows out
 * Postgres refuses, instead of writing a file without them.
 */
export async function dump({ folder }: PgTools, url: string, snapshot: string, file: string): Promise<void> {
  const args = ['--format=custom', `--snapshot=${snapshot}`, `--file=${file}`];
  await run(join(folder, 'pg_dump'), args, url);
}

/** Restores such a file into an empty database; half a restore is none. */
export async function restore({ folder }: PgTools, url: string, file: string): Promise<void> {
  const args = ['--single-transaction', '--exit-on-error', '--dbname', withoutPassword(url), file];
  await run(join(folder, 'pg_restore'), args, url, 'given');
}

async function run(
  program: string,
  args: string[],
  url?: string,
  target: 'given' | 'last' = 'last',
): Promise<string> {
  const address = url !== undefined && target === 'last' ? [withoutPassword(url)] : [];
  const child = spawn(program, [...args, ...address], {
    // In the environment, where other users of the machine cannot read it.
    env: {
      ...process.env,
      ...(url !== undefined && { PGPASSWORD: decodeURIComponent(new URL(url).password) }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  const [code, output, errors] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  if (code !== 0) {
    const lines = errors.trim().split('\n');
    throw new PgToolError(
      lines.find((line) => line.includes('error:')) ?? lines.at(-1) ?? `${program} failed`,
    );
  }
  return output;
}

function withoutPassword(url: string): string {
  const address = new URL(url);
  address.password = '';
  return address.href;
}
