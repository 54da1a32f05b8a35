import { execFile } from 'node:child_process';
import { constants, existsSync, globSync } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

export interface RedisProgram {
  path: string;
  /** Where its libraries are, when it came with its own. */
  libraries: string | undefined;
}

const run = promisify(execFile);

const NAMES = ['redis-server', 'valkey-server'];
const CACHE = join(import.meta.dirname, '..', '..', '.cache');
const FETCHED = join(CACHE, 'redis');
const PATIENCE_MS = 90_000;

/**
 * A real Redis for tests: REDIS_SERVER_PATH, one on the PATH, or Debian's package unpacked into .cache, for which apt
 * checks the signatures and nobody needs to be root.
 * @returns why there is none, in words for the person at the terminal
 */
export async function findRedis(): Promise<RedisProgram | string> {
  const named = process.env['REDIS_SERVER_PATH'] ?? '';
  if (named !== '')
    return existsSync(named) ? installed(named) : `REDIS_SERVER_PATH names ${named}, which is not there`;
  const found = await onPath(NAMES);
  if (found !== null) return installed(found);
  if (!existsSync(FETCHED)) {
    if ((await onPath(['apt-get'])) === null || (await onPath(['dpkg-deb'])) === null) {
      return 'no redis-server on the PATH, and no apt to fetch one with';
    }
    const failure = await fetchFromDebian().then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message.split('\n', 1)[0] : String(error)),
    );
    if (failure !== null && !existsSync(FETCHED))
      return `no redis-server on the PATH, and none could be fetched: ${failure}`;
  }
  const [library = ''] = globSync('usr/lib/*/lib*.so.*', { cwd: FETCHED });
  return { path: join(FETCHED, 'usr', 'bin', 'redis-server'), libraries: join(FETCHED, dirname(library)) };
}

function installed(path: string): RedisProgram {
  return { path, libraries: undefined };
}

async function onPath(names: readonly string[]): Promise<string | null> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
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

/** In a folder beside its place, and moved there when whole. */
async function fetchFromDebian(): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'redis-'));
  try {
    const root = join(folder, 'root');
    for (const part of ['lists/partial', 'archives/partial', 'tmp', 'root']) {
      await mkdir(join(folder, part), { recursive: true });
    }
    const apt = aptIn(folder);
    await apt('update');
    // The server, and those libraries of it that this machine lacks.
    const uris = await apt('install', '--print-uris', '--no-install-recommends', 'redis-server');
    const packages = [...uris.matchAll(/^'[^']*' ([a-z0-9.+-]+)_/gm)].map(([, name = '']) => name);
    if (packages.length === 0) throw new Error('apt knows no redis-server');
    await apt('download', ...packages);
    for (const name of globSync('*.deb', { cwd: folder })) {
      await run('dpkg-deb', ['-x', join(folder, name), root], { timeout: PATIENCE_MS });
    }
    await rename(root, FETCHED);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function aptIn(folder: string): (...args: string[]) => Promise<string> {
  const own = [
    `Dir::State::lists=${join(folder, 'lists')}`,
    `Dir::Cache=${folder}`,
    `Dir::Cache::archives=${join(folder, 'archives')}`,
    // As root apt would become a user who may not enter here.
    'APT::Sandbox::User=',
  ].flatMap((option) => ['-o', option]);
  return async (...args) => {
    const { stdout } = await run('apt-get', ['-qq', ...own, ...args], {
      cwd: folder,
      timeout: PATIENCE_MS,
      env: { ...process.env, LC_ALL: 'C', TMPDIR: join(folder, 'tmp') },
    });
    return stdout;
  };
}
