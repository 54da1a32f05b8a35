import { isDeepStrictEqual } from 'node:util';
import { lockedPackages, type LockedPackage, type Supply } from './lockfile.ts';

const REGISTRY = 'https://registry.npmjs.org/';
const EXACT = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/;
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

/** What lets something in that nobody looked at: one line each, none when all is well. */
export function checkSupply(supply: Supply): string[] {
  return [...wanted(supply), ...agreement(supply), ...origins(supply), ...installScripts(supply)];
}

/** A range, a tag, a git address or a folder is another package tomorrow. */
function wanted({ manifest }: Supply): string[] {
  const overrides = Object.values(manifest.overrides ?? {}).flatMap((value) =>
    typeof value === 'string' ? [['overrides', value]] : Object.entries(value),
  );
  const all = [...KINDS.flatMap((kind) => Object.entries(manifest[kind] ?? {})), ...overrides] as [
    string,
    string,
  ][];
  return all
    .filter(([, version]) => !EXACT.test(version) && !version.startsWith('$'))
    .map(([name, version]) => `package.json wants ${name} as ${version}: name one version.`);
}

function agreement({ manifest, lockfile }: Supply): string[] {
  const root = lockfile.packages[''];
  const different = KINDS.filter((kind) => !isDeepStrictEqual(manifest[kind] ?? {}, root?.[kind] ?? {}));
  const stale = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([name, version]) => lockfile.packages[`node_modules/${name}`]?.version !== version,
  );
  return [
    ...different.map((kind) => `package-lock.json has other ${kind} than package.json: run npm install.`),
    ...stale.map(([name]) => `package-lock.json has another version of ${name} than package.json.`),
  ];
}

function origins({ lockfile }: Supply): string[] {
  return lockedPackages(lockfile).flatMap(({ folder, entry }) => {
    const problem = originProblem(entry);
    return problem === null ? [] : [`${folder} ${problem}`];
  });
}

function originProblem({ link, resolved, integrity }: LockedPackage): string | null {
  if (link) return 'is a link to a folder.';
  if (resolved !== undefined && !resolved.startsWith(REGISTRY)) return `comes from ${resolved}.`;
  return integrity?.startsWith('sha512-') ? null : 'has no sha512 to be checked by.';
}

/** A script of a package runs as whoever installs, before anybody has looked: none does but those named `true`. */
function installScripts({ manifest, lockfile, npmrc }: Supply): string[] {
  const listed = manifest.allowScripts ?? {};
  const having = new Set(
    lockedPackages(lockfile).flatMap(({ name, entry }) => (entry.hasInstallScript ? [name] : [])),
  );
  return [
    ...[...having]
      .filter((name) => !(name in listed))
      .map((name) => `${name} brings an install script: decide about it in allowScripts of package.json.`),
    ...Object.keys(listed)
      .filter((name) => !having.has(name))
      .map((name) => `allowScripts names ${name}, which brings no install script: take it out.`),
    ...(/^ignore-scripts=true$/m.test(npmrc)
      ? []
      : ['.npmrc lacks ignore-scripts=true: npm before version 12 runs every install script.']),
  ];
}
