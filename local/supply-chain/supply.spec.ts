import { join } from 'node:path';
import { checkSupply } from './check-supply.ts';
import { lockedPackages, type LockedPackage, readSupply, type Supply } from './lockfile.ts';
import { sbomOf, UnlicensedPackageError } from './sbom.ts';

const OURS = readSupply(join(import.meta.dirname, '..', '..'));
const SHA = 'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==';

/** A workspace that needs pg, and may have something else locked besides. */
function aSupply(changes: Partial<LockedPackage> = {}, version = '8.0.0'): Supply {
  return {
    manifest: { name: 'a', version: '1.0.0', dependencies: { pg: version } },
    lockfile: {
      packages: {
        '': { version: '1.0.0', dependencies: { pg: version } },
        'node_modules/pg': { version: '8.0.0', integrity: SHA, license: 'MIT', ...changes },
      },
    },
    npmrc: 'ignore-scripts=true\n',
  };
}

describe(checkSupply.name, () => {
  it('finds nothing wrong with what we install', () => {
    expect(checkSupply(OURS)).toEqual([]);
  });

  it.each([
    ['a range', aSupply({}, '^8.0.0'), /^package.json wants pg as \^8\.0\.0/],
    ['a git address', aSupply({}, 'github:brianc/pg'), /^package.json wants pg as github/],
    ['a folder', aSupply({}, 'file:../pg'), /^package.json wants pg as file/],
    ['a tag', aSupply({}, 'latest'), /^package.json wants pg as latest/],
    ['another version in the lock', aSupply({ version: '8.0.1' }), /another version of pg/],
    ['a link', aSupply({ link: true }), /is a link to a folder/],
    [
      'another registry',
      aSupply({ resolved: 'https://npm.evil.in/pg.tgz' }),
      /comes from https:\/\/npm\.evil/,
    ],
    ['plain http', aSupply({ resolved: 'http://registry.npmjs.org/pg.tgz' }), /comes from http:/],
    [
      'a registry that begins alike',
      aSupply({ resolved: 'https://registry.npmjs.org.evil.in/x' }),
      /comes from/,
    ],
    ['a weak digest', aSupply({ integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }), /no sha512/],
    ['an install script', aSupply({ hasInstallScript: true }), /^pg brings an install script/],
  ])('refuses %s', (_what, supply, line) => {
    expect(checkSupply(supply)).toContainEqual(expect.stringMatching(line));
  });

  it('refuses a lock of another package.json', () => {
    const supply = aSupply();
    supply.manifest.devDependencies = { jest: '30.0.0' };
    expect(checkSupply(supply)).toContainEqual(expect.stringMatching(/other devDependencies than/));
  });

  it('refuses scripts that npm would run, and a permission nobody needs', () => {
    const supply = aSupply();
    const loose = { ...supply, npmrc: '', manifest: { ...supply.manifest, allowScripts: { pg: true } } };
    expect(checkSupply(loose)).toEqual([
      expect.stringMatching(/^allowScripts names pg/),
      expect.stringMatching(/^\.npmrc lacks ignore-scripts/),
    ]);
    expect(checkSupply(aSupply())).toEqual([]);
  });
});

describe(sbomOf.name, () => {
  it('lists every package that ships, with its licence and digest', () => {
    const { components } = sbomOf(OURS);
    const listed = new Map(components.map((component) => [component.purl, component]));
    expect(listed.size).toBe(components.length);
    for (const { name, entry } of lockedPackages(OURS.lockfile)) {
      const purl = `pkg:npm/${name.replace('@', '%40')}@${entry.version}`;
      const ships = !entry.dev && !entry.devOptional && !entry.optional;
      if (ships) expect(listed.get(purl)?.hashes[0].content).toMatch(/^[0-9a-f]{128}$/);
    }
    for (const name of Object.keys(OURS.manifest.dependencies ?? {})) {
      expect(components.map((component) => component.name)).toContain(name);
    }
    expect(components.map(({ name }) => name)).not.toContain('jest');
  });

  it('writes what scanners read', () => {
    const { metadata: _metadata, ...sbom } = sbomOf(aSupply());
    expect(sbom).toEqual({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      version: 1,
      components: [
        {
          type: 'library',
          'bom-ref': 'pkg:npm/pg@8.0.0',
          name: 'pg',
          version: '8.0.0',
          purl: 'pkg:npm/pg@8.0.0',
          licenses: [{ license: { id: 'MIT' } }],
          hashes: [
            { alg: 'SHA-512', content: expect.stringMatching(/^cf83e1357eefb8bd[0-9a-f]+$/) as string },
          ],
        },
      ],
    });
  });

  it('refuses a package without a licence', () => {
    const supply = aSupply();
    delete supply.lockfile.packages['node_modules/pg']?.license;
    expect(() => sbomOf(supply)).toThrow(UnlicensedPackageError);
  });
});
