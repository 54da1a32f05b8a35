import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PATIENCE_MS = 90_000;

/** Unpacks a package of Debian's in a folder beside its place, and moves it there when whole. */
export async function fetchPackage(name: string, place: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true });
  const folder = await mkdtemp(join(dirname(place), `${basename(place)}-`));
  try {
    const root = join(folder, 'root');
    for (const part of ['lists/partial', 'archives/partial', 'tmp', 'root']) {
      await mkdir(join(folder, part), { recursive: true });
    }
    const apt = aptIn(folder);
    await apt('update');
    // The server, and those libraries of it that this machine lacks.
    const uris = await apt('install', '--print-uris', '--no-install-recommends', name);
    const packages = [...uris.matchAll(/^'[^']*' ([a-z0-9.+-]+)_/gm)].map(([, found = '']) => found);
    if (packages.length === 0) throw new Error(`apt knows no ${name}`);
    await apt('download', ...packages);
    for (const file of globSync('*.deb', { cwd: folder })) {
      await run('dpkg-deb', ['-x', join(folder, file), root], { timeout: PATIENCE_MS });
    }
    await rename(root, place);
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
