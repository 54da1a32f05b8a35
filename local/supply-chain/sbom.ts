import { lockedPackages, type LockedPackage, type Supply } from './lockfile.ts';

interface Component {
  type: 'library';
  'bom-ref': string;
  name: string;
  version: string;
  purl: string;
  licenses: [{ license: { id: string } } | { expression: string }];
  hashes: [{ alg: 'SHA-512'; content: string }];
}

/** A bill of materials in CycloneDX 1.5, as scanners read it. */
export interface Sbom {
  bomFormat: 'CycloneDX';
  specVersion: '1.5';
  version: 1;
  metadata: { component: { type: 'application'; 'bom-ref': string; name: string; version: string } };
  components: Component[];
}

/** Packages whose package.json says it in no way npm reads; looked up in the package itself. */
const LICENSES_BY_HAND: Record<string, string> = { 'passport-strategy': 'MIT', pause: 'MIT' };

/** A package that ships and says nowhere under which licence. */
export class UnlicensedPackageError extends Error {
  override readonly name = 'UnlicensedPackageError';
}

/**
 * Lists what ships: every package that a production install has. Read from the lock, since `npm sbom --omit dev` leaves
 * out what development needs as well.
 * @throws UnlicensedPackageError
 */
export function sbomOf({ manifest, lockfile }: Supply): Sbom {
  const shipped = lockedPackages(lockfile).filter(
    ({ entry }) => !entry.dev && !entry.devOptional && !entry.optional,
  );
  const components = new Map(
    shipped.map(({ name, entry }) => [`${name}@${entry.version}`, toComponent(name, entry)] as const),
  );
  const { name, version } = manifest;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': `${name}@${version}`, name, version } },
    components: [...components].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, component]) => component),
  };
}

function toComponent(name: string, { version, license, integrity = '' }: LockedPackage): Component {
  const stated = license ?? LICENSES_BY_HAND[name];
  if (stated === undefined)
    throw new UnlicensedPackageError(`${name} names no licence: look it up, or leave it out.`);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    licenses: [/[ ()]/.test(stated) ? { expression: stated } : { license: { id: stated } }],
    hashes: [
      { alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') },
    ],
  };
}
