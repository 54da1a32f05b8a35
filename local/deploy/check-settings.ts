import { containersOf, workloads } from './pod.ts';
import { type Manifest } from './read-manifests.ts';

/** Where an image keeps the certificates of public authorities. */
const PUBLIC_CERTIFICATES = '/etc/ssl/certs/';

/** Settings that everything takes, and that leave a door open. */
export function settingProblems(manifests: readonly Manifest[]): string[] {
  return [...trustProblems(manifests), ...poolerProblems(manifests), ...migrationProblems(manifests)];
}

function trustProblems(manifests: readonly Manifest[]): string[] {
  const { TRUST_PROXY: hops = '' } = dataOf('ConfigMap', 'api', manifests);
  // In a cluster every pod has an address of the range that the ingress is in.
  return /^[1-9]$/.test(hops)
    ? []
    : [`ConfigMap api believes ${hops} about who calls, and not a number of hops.`];
}

function poolerProblems(manifests: readonly Manifest[]): string[] {
  const { POSTGRES_CA_FILE: file, POSTGRES_SSLMODE: mode = 'verify-full' } = dataOf(
    'ConfigMap',
    'pgbouncer',
    manifests,
  );
  if (file === undefined || mode !== 'verify-full')
    return ['ConfigMap pgbouncer takes any server for Postgres.'];
  return unmounted(file, 'pgbouncer', manifests);
}

/** It connects with the powers of an owner. DATABASE_URL is read for its password, and nobody connects there. */
function migrationProblems(manifests: readonly Manifest[]): string[] {
  const addresses = dataOf('Secret', 'migrate', manifests);
  return ['DATABASE_ADMIN_URL', 'DATABASE_MIGRATION_URL'].flatMap((name) => {
    const asked = URL.parse(addresses[name] ?? '')?.searchParams;
    if (asked?.get('sslmode') !== 'verify-full')
      return [`Secret migrate takes any server for that of ${name}.`];
    return unmounted(asked.get('sslrootcert') ?? PUBLIC_CERTIFICATES, 'migrate', manifests);
  });
}

/** Containers that are told of a file and not given it. */
function unmounted(file: string, workload: string, manifests: readonly Manifest[]): string[] {
  if (file.startsWith(PUBLIC_CERTIFICATES)) return [];
  return workloads(manifests)
    .filter(({ manifest }) => manifest.metadata.name === workload)
    .flatMap((one) => containersOf(one.workload.template.spec))
    .filter(
      ({ volumeMounts = [] }) => !volumeMounts.some(({ mountPath }) => file.startsWith(`${mountPath}/`)),
    )
    .map(({ name }) => `The container ${name} of ${workload} has no ${file}.`);
}

function dataOf(kind: string, name: string, manifests: readonly Manifest[]): Record<string, string> {
  const found = manifests.find((one) => one.kind === kind && one.metadata.name === name);
  return (found?.body['data'] ?? found?.body['stringData'] ?? {}) as Record<string, string>;
}
