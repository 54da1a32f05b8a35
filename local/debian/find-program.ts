import { constants, existsSync, globSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fetchPackage } from './fetch-package.ts';

export interface Program {
  path: string;
  /** Where its libraries are, when it came with its own. */
  libraries: string | undefined;
}

/** A server that tests use where it can be had. */
export interface Wanted {
  /** The environment variable that may name it. */
  variable: string;
  /** What it may be called on the PATH; the first is its name in Debian's package. */
  names: readonly [string, ...string[]];
  /** Debian's package. */
  package: string;
}

export const REDIS: Wanted = {
  variable: 'REDIS_SERVER_PATH',
  names: ['redis-server', 'valkey-server'],
  package: 'redis-server',
};
export const HAPROXY: Wanted = { variable: 'HAPROXY_PATH', names: ['haproxy'], package: 'haproxy' };
export const PGBOUNCER: Wanted = { variable: 'PGBOUNCER_PATH', names: ['pgbouncer'], package: 'pgbouncer' };

const CACHE = join(import.meta.dirname, '..', '..', '.cache');
/** An ordinary user's PATH may lack it, and Debian puts servers there. */
const SERVERS = '/usr/sbin';

/**
 * A real server for tests: named by its variable, on the PATH, or Debian's package unpacked into .cache, for which apt
 * checks the signatures and nobody needs to be root.
 * @returns why there is none, in words for the person at the terminal
 */
export async function findProgram(wanted: Wanted): Promise<Program | string> {
  const named = process.env[wanted.variable] ?? '';
  if (named !== '')
    return existsSync(named) ? installed(named) : `${wanted.variable} names ${named}, which is not there`;
  const found = await onPath(wanted.names);
  if (found !== null) return installed(found);
  const [name] = wanted.names;
  const fetched = join(CACHE, wanted.package);
  if (!existsSync(fetched)) {
    if ((await onPath(['apt-get'])) === null || (await onPath(['dpkg-deb'])) === null) {
      return `no ${name} on the PATH, and no apt to fetch one with`;
    }
    const failure = await fetchPackage(wanted.package, fetched).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message.split('\n', 1)[0] : String(error)),
    );
    if (failure !== null && !existsSync(fetched))
      return `no ${name} on the PATH, and none could be fetched: ${failure}`;
  }
  const [program = `usr/bin/${name}`] = globSync(`usr/{bin,sbin}/${name}`, { cwd: fetched });
  const [library = ''] = globSync('usr/lib/*/lib*.so.*', { cwd: fetched });
  return { path: join(fetched, program), libraries: join(fetched, dirname(library)) };
}

/** What the program runs with. */
export function environmentOf({ libraries }: Program): NodeJS.ProcessEnv {
  return { ...process.env, ...(libraries !== undefined && { LD_LIBRARY_PATH: libraries }) };
}

function installed(path: string): Program {
  return { path, libraries: undefined };
}

async function onPath(names: readonly string[]): Promise<string | null> {
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), SERVERS]) {
    for (const name of names) {
      const path = join(folder, name);
      const mayRun = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (mayRun) return path;
    }
  }
  return null;
}
