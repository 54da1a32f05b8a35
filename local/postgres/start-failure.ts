import { Failure } from '../failure.ts';

/** What to do when the embedded server cannot be used at all. */
export const USE_ANOTHER_SERVER =
  'Set DATABASE_URL and DATABASE_MIGRATION_URL to a Postgres 15 or newer instead.';

/** A server killed a moment ago may hold its memory for some milliseconds: starting again helps. */
export function isStillLettingGo(log: string): boolean {
  return /pre-existing shared memory block|lock file "postmaster\.pid" already exists/.test(log);
}

export function isPortTaken(log: string): boolean {
  return /could not bind IPv4 address|could not create any TCP\/IP sockets/.test(log);
}

export function portTaken(port: number): Failure {
  return new Failure(
    `Port ${port} on 127.0.0.1 is taken by another program: end it, choose another port with POSTGRES_PORT, or set DATABASE_URL.`,
  );
}

export function belongsToAnother(path: string): Failure {
  return new Failure(
    `Not allowed to use ${path}: it belongs to another user, perhaps since a start as root. Give it to yourself with chown -R, or remove it.`,
  );
}

/** Turns what a Postgres program printed before it gave up into one line with a remedy. */
export function explainFailure(
  log: string,
  { dataDir, logFile }: { dataDir: string; logFile: string },
): Failure {
  const known = KNOWN_FAILURES.find(([pattern]) => pattern.test(log));
  if (known) return new Failure(known[1](dataDir));
  const lines = log.trim().split('\n');
  const last = lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? '';
  return new Failure(
    `Postgres did not start: ${last.trim() || 'it printed nothing'} (all of it is in ${logFile}).`,
  );
}

const KNOWN_FAILURES: [RegExp, (dataDir: string) => string][] = [
  [
    /No space left on device|Check free disk space/,
    () => 'The disk is full: free about 500 MB and start again.',
  ],
  [
    /database files are incompatible with server/,
    (dataDir) =>
      `The data in ${dataDir} was written by another major version of Postgres: move that folder away to start empty.`,
  ],
  [
    /could not locate a valid checkpoint record|invalid primary checkpoint record|pg_control.*(CRC|incorrect)/i,
    (dataDir) => `The data in ${dataDir} is damaged beyond recovery: move that folder away to start empty.`,
  ],
  [
    /Permission denied|could not open directory|has wrong ownership/,
    (dataDir) =>
      `Postgres may not use ${dataDir}: give that folder to the user who starts it, or move it away.`,
  ],
  [
    /error while loading shared libraries|cannot execute binary|not found \(required by|Exec format error/,
    () => `The embedded Postgres does not run on this system. ${USE_ANOTHER_SERVER}`,
  ],
];
