import { composeProblems } from './check-compose.ts';
import { podProblems } from './check-pods.ts';
import { referenceProblems } from './check-references.ts';
import { schemaProblems } from './check-schema.ts';
import { kustomizedFiles } from './read-manifests.ts';
import { broken, FOLDER, MANIFESTS, read, ROOT } from './test/broken.ts';

const COMPOSE = read('docker-compose.yml');
const DOCKERFILE = read('Dockerfile');

const compose = (text: string) => composeProblems(text, { folder: ROOT, dockerfile: DOCKERFILE });

describe('docker-compose.yml', () => {
  it('is what compose takes', () => {
    expect(compose(COMPOSE)).toEqual([]);
  });

  it.each([
    ['an unknown field', 'read_only: true', 'readonly: true', /additional properties/],
    [
      'a service that is not there',
      '      postgres: { condition: service_healthy }',
      '      postgress: { condition: service_healthy }',
      /^migrate needs postgress, which is no service/,
    ],
    [
      'waiting for the health of what has none',
      'clerk: { condition: service_started }',
      'clerk: { condition: service_healthy }',
      /waits until clerk is healthy/,
    ],
    [
      'a default service that needs a profile',
      "    depends_on:\n      clerk: { condition: service_started }\n    deploy: { resources: { limits: { cpus: '0.5'",
      "    depends_on:\n      proxy: { condition: service_started }\n    deploy: { resources: { limits: { cpus: '0.5'",
      /^portal needs proxy, which its profiles do not start/,
    ],
    ['a target the Dockerfile lacks', 'target: portal', 'target: gate', /is built from gate/],
    [
      'a network of nobody',
      'network_mode: service:clerk',
      'network_mode: service:cleric',
      /lives in the network of cleric/,
    ],
    [
      'a file that is not there',
      './deploy/redis/redis.conf:',
      './deploy/redis.conf:',
      /mounts \.\/deploy\/redis\.conf/,
    ],
    [
      'an image without a version',
      'redis:8-bookworm',
      'redis:latest',
      /^redis runs redis:latest, which is not pinned/,
    ],
    ['capabilities', 'cap_drop: [ALL]', 'cap_drop: [NET_RAW]', /keeps capabilities/],
    [
      'a strange image of our name',
      '  pull_policy: never\n',
      '',
      /^api-1 takes bharatprint\/api from whoever has that name/,
    ],
    [
      'a check that the server before the server passes',
      "'pg_isready', '-h', '127.0.0.1',",
      "'pg_isready',",
      /^postgres is healthy before it is there/,
    ],
  ])('is refused with %s', (_what, from, to, problem) => {
    expect(COMPOSE).toContain(from);
    expect(compose(COMPOSE.replace(from, to))).toContainEqual(expect.stringMatching(problem));
  });
});

describe('deploy/kubernetes', () => {
  it('is what Kubernetes takes', async () => {
    expect((await Promise.all(MANIFESTS.map(schemaProblems))).flat()).toEqual([]);
    expect(podProblems(MANIFESTS)).toEqual([]);
    expect(referenceProblems(MANIFESTS)).toEqual([]);
  });

  it('is all in the kustomization, secrets apart', () => {
    const files = [...new Set(MANIFESTS.map(({ file }) => file))];
    expect(files.filter((file) => !file.startsWith('secrets')).sort()).toEqual(
      kustomizedFiles(FOLDER).sort(),
    );
  });

  it.each([
    ['a misspelt field', 'readinessProbe:', 'readynessProbe:', /no field .*\/readynessProbe/],
    ['a number that is none', 'minReadySeconds: 5', "minReadySeconds: '5s'", /minReadySeconds type/],
    ['a kind of yore', 'autoscaling/v2', 'autoscaling/v2beta9', /knows no HorizontalPodAutoscaler/],
    [
      'what is required left out',
      / {2}selector:\n {4}matchLabels: \{ app: api \}\n {2}template/,
      '  template',
      /required/,
    ],
  ])('is refused with %s', async (_what, from, to, problem) => {
    const manifests = broken('api.yaml', from, to);
    const problems = (await Promise.all(manifests.map(schemaProblems))).flat();
    expect(problems).toContainEqual(expect.stringMatching(problem));
  });

  it.each([
    ['root', 'runAsNonRoot: true', 'runAsNonRoot: false', /may run as root/],
    [
      'a file system to write to',
      'readOnlyRootFilesystem: true',
      'readOnlyRootFilesystem: false',
      /open container/,
    ],
    ['a token', 'automountServiceAccountToken: false', 'automountServiceAccountToken: true', /gets a token/],
    [
      'a secret nobody makes',
      'secretRef: { name: api }',
      'secretRef: { name: apis }',
      /names the Secret apis/,
    ],
    ['no probe', / +livenessProbe:\n.*\n.*\n.*\n.*\n/, '', /without probes/],
    ['an image of any version', 'bharatprint/api:0.1.0', 'bharatprint/api', /not pinned/],
    [
      'an image of anybody',
      'registry.invalid/bharatprint/',
      'bharatprint/',
      /whoever has its name at Docker Hub/,
    ],
    [
      'labels no policy knows',
      'labels: { app: api }\n    spec',
      'labels: { app: apis }\n    spec',
      /no NetworkPolicy/,
    ],
  ])('is refused with %s', (_what, from, to, problem) => {
    expect(podProblems(broken('api.yaml', from, to))).toContainEqual(expect.stringMatching(problem));
  });

  it.each([
    [
      'a Service of nobody',
      'api.yaml',
      '  selector: { app: api }',
      '  selector: { app: apis }',
      /selects no pod/,
    ],
    ['a port nobody opens', 'api.yaml', 'targetPort: http', 'targetPort: https', /the port https/],
    ['two who keep the number of replicas', 'api.yaml', '  minReadySeconds: 5', '  replicas: 2', /both keep/],
    [
      'an Ingress that leads nowhere',
      'ingress.yaml',
      'name: portal,',
      'name: portals,',
      /leads to portals:http/,
    ],
  ])('is refused with %s', (_what, file, from, to, problem) => {
    expect(referenceProblems(broken(file, from, to))).toContainEqual(expect.stringMatching(problem));
  });

  it('gives the API variables it knows, and time to drain', () => {
    const known = new Set([...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name));
    const given = MANIFESTS.filter(
      ({ kind, metadata }) => /ConfigMap|Secret/.test(kind) && metadata.name === 'api',
    ).map(({ body }) => (body['data'] ?? body['stringData']) as Record<string, string>);
    expect(given).toHaveLength(2);
    expect(given.flatMap(Object.keys).filter((name) => !known.has(name))).toEqual([]);

    const drain = Number(given.find((data) => 'DRAIN_SECONDS' in data)?.['DRAIN_SECONDS']);
    const api = MANIFESTS.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'api');
    const { spec } = (api!.body['spec'] as { template: { spec: Record<string, unknown> } }).template as {
      spec: {
        terminationGracePeriodSeconds: number;
        containers: { readinessProbe: { periodSeconds: number; failureThreshold: number } }[];
      };
    };
    const { periodSeconds, failureThreshold } = spec.containers[0]!.readinessProbe;
    expect(drain).toBeGreaterThan(periodSeconds * failureThreshold);
    // After the drain the longest call, one to Clerk, may take 5 s.
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(drain + 5);
  });
});
