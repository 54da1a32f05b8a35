import { spawnSync } from 'node:child_process';
import { chown, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../failure.ts';
import { belongsToAnother, USE_ANOTHER_SERVER } from './start-failure.ts';

/** Who runs the server's programs. Postgres refuses to run as root. */
export interface ServerUser {
  /** Put in front of the program and its arguments. */
  prefix: string[];
  /** Set when the programs run as another user of this machine. */
  identity: { uid: number; gid: number } | undefined;
}

const MYSELF: ServerUser = { prefix: [], identity: undefined };

/** The user "nobody", the same number on every Linux distribution of today; macOS uses -2. */
const NOBODY = process.platform === 'darwin' ? -2 : 65534;

/** Looks like "nobody" to Postgres while the kernel still sees the user who started it, so closed folders open. */
const NAMESPACE: ServerUser = {
  prefix: ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`],
  identity: undefined,
};

/**
 * Chooses who runs the server over `folder` and hands the folder to that user.
 * @param folder the data folder, which exists
 * @param env what the program needs to run
 * @throws Failure when nobody suitable can reach both folder and program
 */
export async function chooseServerUser(
  folder: string,
  program: string,
  env = process.env,
): Promise<ServerUser> {
  if (process.getuid === undefined) return MYSELF;
  const isRoot = process.getuid() === 0;
  if (!isRoot && (await stat(folder)).uid !== process.getuid()) throw belongsToAnother(folder);

  const candidates = isRoot ? await candidatesForRoot(folder) : [MYSELF, NAMESPACE];
  for (const candidate of candidates) {
    if (isRoot) await handOver(folder, candidate.identity ?? { uid: 0, gid: 0 });
    if (canRun(candidate, program, folder, env)) return candidate;
  }
  const reason = isRoot
    ? `Postgres refuses to run as root, and no other user can reach ${folder}: start as an ordinary user`
    : `Postgres refuses to run as a user without a name, number ${process.getuid()}: add that user to /etc/passwd`;
  throw new Failure(`${reason}. ${USE_ANOTHER_SERVER}`);
}

/** The command line that runs a program as the user; `user.identity` goes into the options beside it. */
export function asUser(
  { prefix }: ServerUser,
  program: string,
  args: string[],
): { command: string; args: string[] } {
  const [command, ...before] = prefix;
  return command === undefined
    ? { command: program, args }
    : { command, args: [...before, program, ...args] };
}

/** Gives a file or folder, with all in it, to the user. */
export async function handOver(path: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
  const found = await stat(path);
  if (found.uid === (uid < 0 ? uid + 2 ** 32 : uid)) return;
  const inside = found.isDirectory() ? await readdir(path, { recursive: true }) : [];
  for (const name of ['', ...inside]) await chown(join(path, name), uid, gid);
}

/** First the owner of the checkout, so that one start with sudo does not shut its owner out. */
async function candidatesForRoot(folder: string): Promise<ServerUser[]> {
  const { uid, gid } = await stat(dirname(folder));
  const owner: ServerUser[] = uid === 0 ? [] : [{ prefix: [], identity: { uid, gid } }];
  return [...owner, { prefix: [], identity: { uid: NOBODY, gid: NOBODY } }, NAMESPACE];
}

/** Postgres wants its user to have a name, which a user given to a container by number has not. */
function canRun(user: ServerUser, program: string, folder: string, env: NodeJS.ProcessEnv): boolean {
  const script = 'test -w "$2" && id -un && exec "$1" --version';
  const { command, args } = asUser(user, 'sh', ['-c', script, 'sh', program, folder]);
  return spawnSync(command, args, { ...user.identity, env, cwd: '/', stdio: 'ignore' }).status === 0;
}
