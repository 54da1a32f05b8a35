import { UsageError } from '../explain-failure.ts';
import { backupDrill } from './drill.ts';

const USAGE = `Usage: npm run backup:drill
  DATABASE_ADMIN_URL  a superuser, or a role with BYPASSRLS, in the database to be copied
  DRILL_ADMIN_URL     a superuser of another server to restore on; without it the same server gets a database for a moment
  PG_BIN              the folder of pg_dump and pg_restore, unless they are in PATH`;

export interface DrillCommand {
  /** Without blanks. */
  env: Record<string, string | undefined>;
  args: string[];
  /** Called when the environment names no server. */
  adminUrl: () => Promise<string>;
}

/** @returns the lines to print, and whether the copy was like the original */
export async function drillCommand({
  env,
  args,
  adminUrl,
}: DrillCommand): Promise<{ lines: string[]; isAlike: boolean }> {
  if (args.length > 0) throw new UsageError(USAGE);
  const sourceUrl = env['DATABASE_ADMIN_URL'] ?? (await adminUrl());
  const targetUrl = env['DRILL_ADMIN_URL'] ?? sourceUrl;
  const started = performance.now();
  const { way, facts, differences } = await backupDrill({
    sourceUrl,
    targetUrl,
    toolsFolder: env['PG_BIN'] ?? '',
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const counts = [...facts].flatMap(([name, value]) =>
    name.startsWith('rows of ') ? [`  ${name.slice(8)}: ${value.split(' ')[0] ?? ''}`] : [],
  );
  const made =
    way === 'pg_dump'
      ? 'Dumped by pg_dump and restored by pg_restore'
      : 'Copied row by row, since no pg_dump as new as the server is here,';
  return {
    isAlike: differences.length === 0,
    lines: [
      ...counts,
      `${made} in ${seconds} s; ${facts.size} facts compared: rows, policies, grants, owners, functions, constraints, sequences, roles.`,
      ...differences.map((line) => `✖ ${line.replaceAll(/\s+/g, ' ')}`),
      differences.length === 0
        ? '✔ The restored database is like the original.'
        : `✖ ${differences.length} differences.`,
    ],
  };
}
