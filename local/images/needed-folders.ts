import { type Lockfile } from '../supply-chain/lockfile.ts';

interface Needs {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** A package that must be there is not in the lock. */
export class MissingPackageError extends Error {
  override readonly name = 'MissingPackageError';
}

/** The folders of these packages and of all that they need in turn, as package-lock.json lays them out. */
export function neededFolders({ packages }: Lockfile, names: readonly string[]): Set<string> {
  const needed = new Set<string>();
  const need = (name: string, from: string, isOptional = false): void => {
    const folder = resolve(name, from, packages);
    if (folder === null && isOptional) return;
    if (folder === null)
      throw new MissingPackageError(`${from || 'An image'} needs ${name}, which is not locked.`);
    if (needed.has(folder)) return;
    needed.add(folder);
    const entry: Needs = packages[folder] ?? {};
    for (const dependency of Object.keys(entry.dependencies ?? {})) need(dependency, folder);
    for (const dependency of Object.keys(entry.optionalDependencies ?? {})) need(dependency, folder, true);
    // An optional peer is there when somebody else asks for it; nobody is given it on this package's account.
    for (const peer of Object.keys(entry.peerDependencies ?? {})) {
      if (entry.peerDependenciesMeta?.[peer]?.optional !== true) need(peer, folder);
    }
  };
  for (const name of names) need(name, '');
  return needed;
}

/** As Node looks a package up: beside its user, then in each folder above. */
function resolve(name: string, from: string, packages: Lockfile['packages']): string | null {
  for (let place = from; ; place = place.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const folder = [place, 'node_modules', name].filter(Boolean).join('/');
    if (folder in packages) return folder;
    if (place === '') return null;
  }
}
