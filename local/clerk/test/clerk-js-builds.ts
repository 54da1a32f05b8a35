import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A build of Clerk's script for browsers, as it is published. */
export interface ClerkJsBuild {
  version: string;
  /** The folder its lazy chunks are in too. */
  folder: string;
  file: string;
}

export interface TestedClerkJs {
  version: string;
  open: () => ClerkJsBuild;
  /** Seconds of life at which this version renews a token soonest; each has its own margin before the end. */
  shortTokenLife: number;
}

const V5 = {
  version: '5.128.0',
  // The registry's own hash of this tarball; anything else is not what is to be tested.
  integrity:
    'sha512-aw8USKnrZVPOqJfp1eKpbaQL+jUYkXJn/v3XdBslfT4jXEUIqkyITmlgY8bA9GqVF7xGcr+m/HJTpgvGbtIvXA==',
};
const ROOT = join(import.meta.dirname, '..', '..', '..');
const CACHE = join(ROOT, '.cache', `clerk-js-${V5.version}`);

/** Both major versions in use: the one the portal ships, and the last of those before it. */
export const CLERK_JS_BUILDS: readonly TestedClerkJs[] = [
  { version: '6.40.0', open: installedBuild, shortTokenLife: 19 },
  { version: V5.version, open: fetchedBuild, shortTokenLife: 14 },
];

function installedBuild(): ClerkJsBuild {
  const home = join(ROOT, 'node_modules', '@clerk', 'clerk-js');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  return { version, folder: join(home, 'dist'), file: 'clerk.browser.js' };
}

/** Version 5 is fetched on demand: as a dependency it would bring a thousand packages nobody runs. */
function fetchedBuild(): ClerkJsBuild {
  const folder = join(CACHE, 'package', 'dist');
  const build = { version: V5.version, folder, file: 'clerk.headless.browser.js' };
  if (existsSync(join(folder, build.file))) return build;

  mkdirSync(CACHE, { recursive: true });
  const tarball = join(CACHE, `clerk-clerk-js-${V5.version}.tgz`);
  run('npm', ['pack', `@clerk/clerk-js@${V5.version}`, '--pack-destination', CACHE, '--loglevel=error']);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (integrity !== V5.integrity) {
    rmSync(tarball);
    throw new Error(`@clerk/clerk-js@${V5.version} from the registry is not the published one: ${integrity}`);
  }
  run('tar', ['-xzf', tarball, '-C', CACHE]);
  rmSync(tarball);
  return build;
}

function run(program: string, args: string[]): void {
  const result = spawnSync(program, args, { stdio: 'ignore', shell: process.platform === 'win32' });
  if (result.status === 0) return;
  throw new Error(
    `@clerk/clerk-js@${V5.version} could not be fetched (${program} failed): check the network and run the tests again.`,
  );
}
