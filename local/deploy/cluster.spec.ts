import { hookProblems } from './check-hooks.ts';
import { networkProblems } from './check-network.ts';
import { podProblems } from './check-pods.ts';
import { settingProblems } from './check-settings.ts';
import { workloads } from './pod.ts';
import { broken, MANIFESTS, read } from './test/broken.ts';

const SECRETS = 'secrets.example.yaml';
const SERVICE_ACCOUNT = 'serviceAccountName: bharatprint\n      automountServiceAccountToken';

describe(hookProblems.name, () => {
  it('finds none: the migration runs before anything else is there', () => {
    expect(hookProblems(MANIFESTS, SECRETS)).toEqual([]);
  });

  it.each([
    ['the service account', 'automountServiceAccountToken', SERVICE_ACCOUNT, /ServiceAccount bharatprint/],
    ['settings', 'configMap: { name: postgres-ca,', 'configMap: { name: pgbouncer,', /ConfigMap pgbouncer/],
  ])('finds that it needs %s of the rest', (_what, from, to, problem) => {
    const manifests = broken('migrate.yaml', from, to);
    expect(hookProblems(manifests, SECRETS)).toEqual([expect.stringMatching(problem)]);
  });

  it('finds a namespace that would be made anew, and so be emptied', () => {
    const hook =
      "metadata:\n  annotations: { argocd.argoproj.io/hook: PreSync, helm.sh/hook: 'pre-install' }";
    const manifests = broken('namespace.yaml', 'metadata:', hook);
    expect(hookProblems(manifests, SECRETS)).toEqual([
      expect.stringMatching(/Namespace bharatprint is deleted/),
    ]);
  });
});

describe(networkProblems.name, () => {
  it('finds none', () => {
    expect(networkProblems(MANIFESTS)).toEqual([]);
  });

  it.each([
    ['the cache of names in its pods', 'kube-dns, node-local-dns', 'kube-dns', /ask node-local-dns/],
    ['the cache of names on the nodes', '169.254.20.10/32', '169.254.20.11/32', /ask 169\.254\.20\.10\/32/],
    ['the answer to a challenge', 'port: 8089', 'port: 8080', /certificates cannot be renewed/],
    [
      'the answer to a challenge, by a label of yore',
      'http01-solver',
      'http-solver',
      /certificates cannot be renewed/,
    ],
  ])('finds that %s is shut out', (_what, from, to, problem) => {
    expect(networkProblems(broken('network-policies.yaml', from, to))).toEqual([
      expect.stringMatching(problem),
    ]);
  });
});

describe(settingProblems.name, () => {
  const ca = /sslmode=verify-full(?=&)/;

  it('finds none', () => {
    expect(settingProblems(MANIFESTS)).toEqual([]);
  });

  it.each([
    [
      'a range believed',
      'config.yaml',
      "TRUST_PROXY: '1'",
      'TRUST_PROXY: 10.0.0.0/8',
      /believes 10\.0\.0\.0\/8/,
    ],
    ['nobody believed', 'config.yaml', "TRUST_PROXY: '1'", "TRUST_PROXY: '0'", /believes 0/],
    [
      'a pooler without certificates',
      'config.yaml',
      /POSTGRES_CA_FILE: .*\n/,
      '',
      /pgbouncer takes any server/,
    ],
    [
      'a pooler that does not look at them',
      'config.yaml',
      'POSTGRES_CA_FILE:',
      'POSTGRES_SSLMODE: require\n  POSTGRES_CA_FILE:',
      /pgbouncer takes any server/,
    ],
    [
      'a pooler not given them',
      'pgbouncer.yaml',
      /.*name: postgres-ca, .*\n/,
      '',
      /container pgbouncer .* no/,
    ],
    [
      'a migration that takes anybody',
      SECRETS,
      ca,
      'sslmode=require',
      /any server for that of DATABASE_ADMIN_URL/,
    ],
    [
      'a migration not given them',
      'migrate.yaml',
      '/etc/postgres-ca',
      '/etc/ca',
      /container roles of migrate/,
    ],
  ])('finds %s', (_what, file, from, to, problem) => {
    expect(settingProblems(broken(file, from, to))).toContainEqual(expect.stringMatching(problem));
  });

  it('takes the certificates of public authorities, which images bring along', () => {
    const file = '/etc/ssl/certs/ca-certificates.crt';
    expect(settingProblems(broken('config.yaml', '/etc/postgres-ca/ca.crt', file))).toEqual([]);
    expect(read('Dockerfile')).toMatch(/apt-get install .* pgbouncer ca-certificates /);
  });
});

describe(podProblems.name, () => {
  it('finds certificates that nobody makes', () => {
    const manifests = broken('pgbouncer.yaml', 'configMap: { name: postgres-ca', 'configMap: { name: ca');
    expect(podProblems(manifests)).toEqual([expect.stringMatching(/names the ConfigMap ca, which/)]);
  });

  it.each([
    ['root', 'runAsNonRoot: true', 'runAsNonRoot: false', /CronJob reconcile may run as root/],
    [
      'another label',
      'labels: { app: reconcile }\n        spec',
      'labels: { app: job }\n        spec',
      /no NetworkPolicy/,
    ],
  ])('looks at what runs by the clock as well: %s', (_what, from, to, problem) => {
    expect(podProblems(broken('reconcile.yaml', from, to))).toEqual([expect.stringMatching(problem)]);
  });
});

it.each(['portal', 'pgbouncer'])('lets the Service forget %s before it ends', (name) => {
  const { spec } = workloads(MANIFESTS).find(({ manifest }) => manifest.metadata.name === name)!.workload
    .template;
  const pause =
    /\d[\d_]*/.exec(spec.containers[0]?.lifecycle?.preStop.exec.command.join(' ') ?? '')?.[0] ?? '';
  const seconds = Number(pause.replace('_000', ''));
  expect(seconds).toBeGreaterThanOrEqual(5);
  // What is under way takes no longer than a statement may, and the pooler's wait for a connection.
  expect(spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(seconds + 5);
});

it('counts the connections of a replica as the API opens them', () => {
  const constants = read('backend/src/database/database.module.ts').matchAll(/_CONNECTIONS = (\d+);/g);
  const each = [...constants].reduce((sum, [, count]) => sum + Number(count), 0);
  const { maxReplicas } = MANIFESTS.find(({ kind }) => kind === 'HorizontalPodAutoscaler')?.body['spec'] as {
    maxReplicas: number;
  };
  const pooler = read('deploy/pgbouncer/pgbouncer.ini');
  expect(pooler).toContain(`${each} connections a replica`);
  expect(read('docs/scale.md')).toContain(`a replica has ${each} of its own`);
  // One more while they are deployed anew, and all of them at one PgBouncer while the other is away.
  expect(Number(/max_client_conn = (\d+)/.exec(pooler)?.[1])).toBeGreaterThan((maxReplicas + 1) * each);
});
