import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of package-lock.json (version 3) matters here. */
export interface LockedPackage {
  version: string;
  /** Only where it is not the registry that npm is set to. */
  resolved?: string;
  integrity?: string;
  license?: string;
  /** Of an alias: the name of the package that stands in. */
  name?: string;
  link?: boolean;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
}

type Wanted = Record<string, string>;

interface Requirements {
  dependencies?: Wanted;
  devDependencies?: Wanted;
  optionalDependencies?: Wanted;
}

export interface Lockfile {
  /** By folder; the workspace itself is ''. */
  packages: Record<string, LockedPackage & Requirements>;
}

export interface Manifest extends Requirements {
  name: string;
  version: string;
  overrides?: Record<string, string | Wanted>;
  allowScripts?: Record<string, boolean>;
}

export interface Supply {
  manifest: Manifest;
  lockfile: Lockfile;
  npmrc: string;
}

export function readSupply(folder: string): Supply {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    manifest: JSON.parse(read('package.json')) as Manifest,
    lockfile: JSON.parse(read('package-lock.json')) as Lockfile,
    npmrc: read('.npmrc'),
  };
}

/** Every package that is installed, with the folder it goes to. */
export function lockedPackages({
  packages,
}: Lockfile): { folder: string; name: string; entry: LockedPackage }[] {
  return Object.entries(packages).flatMap(([folder, entry]) =>
    folder === '' ? [] : [{ folder, name: entry.name ?? folder.replace(/^.*node_modules\//, ''), entry }],
  );
}
