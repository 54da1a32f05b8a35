import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { type Lockfile, readSupply } from '../supply-chain/lockfile.ts';
import { IMAGE_PACKAGES, IMAGE_SOURCES } from './image-packages.ts';
import { MissingPackageError, neededFolders } from './needed-folders.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const { lockfile } = readSupply(ROOT);
type Source = keyof typeof IMAGE_SOURCES;
const WITH_SOURCES = Object.keys(IMAGE_SOURCES) as Source[];
const NOT_SHIPPED = /\.(int-)?spec\.ts$|(^|\/)test\/|^database\/(lint|backup)\//;

/** The packages that the image's source imports, types apart. */
function importedBy(image: Source): string[] {
  const files = IMAGE_SOURCES[image]
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT }))
    .filter((file) => !NOT_SHIPPED.test(file));
  const specifiers = files.flatMap((file) =>
    [
      ...readFileSync(join(ROOT, file), 'utf8').matchAll(
        /^(?!import type).*?(?:from |^import |import\()'([^'.#][^']*)'/gm,
      ),
    ].map(([, specifier = '']) => specifier),
  );
  const names = specifiers
    .filter((specifier) => !isBuiltin(specifier))
    .map((specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'));
  return [...new Set(names)];
}

/** A lock in which `a` is needed, and so is what it names. */
function aLock(packages: Record<string, object>): Lockfile {
  return { packages: { '': {}, ...packages } as unknown as Lockfile['packages'] };
}

describe('images', () => {
  it.each(WITH_SOURCES)('hold every package that %s imports', (image) => {
    const imported = importedBy(image);
    expect(imported.length).toBeGreaterThan(0);
    expect(IMAGE_PACKAGES[image]).toEqual(expect.arrayContaining(imported));
  });

  it.each(['api', 'migrate', 'portal'] as const)(
    'of %s carry nothing of the browser or the workshop',
    (image) => {
      const folders = [...neededFolders(lockfile, IMAGE_PACKAGES[image])];
      const names = /node_modules\/(@angular\/|@clerk\/clerk-js|ngx-clerk|nx$|jest|eslint|@swc\/|playwright)/;
      expect(folders.filter((folder) => names.test(folder))).toEqual([]);
      expect(folders.filter((folder) => lockfile.packages[folder]?.dev)).toEqual([]);
    },
  );
});

describe(neededFolders.name, () => {
  it('follows dependencies, peers and what is there of the optional', () => {
    const lock = aLock({
      'node_modules/a': {
        dependencies: { b: '1' },
        peerDependencies: { c: '1', d: '1' },
        peerDependenciesMeta: { d: { optional: true } },
        optionalDependencies: { e: '1', f: '1' },
      },
      'node_modules/a/node_modules/b': {},
      'node_modules/b': {},
      'node_modules/c': { dependencies: { b: '2' } },
      'node_modules/d': {},
      'node_modules/e': {},
    });
    expect([...neededFolders(lock, ['a'])].sort()).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/b',
      'node_modules/c',
      'node_modules/e',
    ]);
  });

  it('refuses what the lock does not have', () => {
    expect(() => neededFolders(aLock({ 'node_modules/a': { dependencies: { b: '1' } } }), ['a'])).toThrow(
      MissingPackageError,
    );
  });
});
