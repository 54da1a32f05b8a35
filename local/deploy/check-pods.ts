import { type Manifest } from './read-manifests.ts';

interface Container {
  name: string;
  image: string;
  ports?: { name: string; containerPort: number }[];
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  volumeMounts?: { name: string }[];
  readinessProbe?: object;
  livenessProbe?: object;
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  securityContext?: {
    allowPrivilegeEscalation?: boolean;
    readOnlyRootFilesystem?: boolean;
    capabilities?: { drop?: string[] };
  };
}

interface Pod {
  automountServiceAccountToken?: boolean;
  serviceAccountName?: string;
  securityContext?: { runAsNonRoot?: boolean; seccompProfile?: { type?: string } };
  initContainers?: Container[];
  containers: Container[];
  volumes?: { name: string }[];
}

interface Workload {
  spec: {
    selector?: { matchLabels: Record<string, string> };
    template: { metadata: { labels: Record<string, string> }; spec: Pod };
  };
}

/** What the schema cannot know of everything that runs: it is closed, measured, and names only what exists. */
export function podProblems(manifests: readonly Manifest[]): string[] {
  return manifests
    .filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
    .flatMap((manifest) =>
      complaints(manifest, manifests).map(
        (complaint) => `${manifest.file}: ${manifest.kind} ${manifest.metadata.name} ${complaint}.`,
      ),
    );
}

function complaints(manifest: Manifest, manifests: readonly Manifest[]): string[] {
  const { selector, template } = (manifest.body as unknown as Workload).spec;
  const pod = template.spec;
  const { labels } = template.metadata;
  const strays = Object.entries(selector?.matchLabels ?? {}).filter(([key, value]) => labels[key] !== value);
  const isGuarded = manifests.some(({ kind, body }) => kind === 'NetworkPolicy' && guards(body, labels));
  return [
    ...(strays.length > 0 ? ['selects pods it does not make'] : []),
    ...(isGuarded ? [] : ['has no NetworkPolicy of its own']),
    ...(pod.securityContext?.runAsNonRoot === true ? [] : ['may run as root']),
    ...(pod.securityContext?.seccompProfile?.type === 'RuntimeDefault' ? [] : ['has no seccomp profile']),
    ...(pod.automountServiceAccountToken === false ? [] : ['gets a token for Kubernetes']),
    ...missing(pod.serviceAccountName ?? 'default', 'ServiceAccount', manifests),
    ...[...(pod.initContainers ?? []), ...pod.containers].flatMap((container) =>
      ofContainer(container, pod, manifests),
    ),
    ...(manifest.kind === 'Deployment' &&
    pod.containers.some((one) => !one.readinessProbe || !one.livenessProbe)
      ? ['has a container without probes']
      : []),
  ];
}

function guards(policy: Record<string, unknown>, labels: Record<string, string>): boolean {
  const { podSelector } = policy['spec'] as { podSelector: { matchLabels?: Record<string, string> } };
  const wanted = Object.entries(podSelector.matchLabels ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

function ofContainer(container: Container, pod: Pod, manifests: readonly Manifest[]): string[] {
  const { securityContext: closed, resources } = container;
  const isClosed =
    closed?.allowPrivilegeEscalation === false &&
    closed.readOnlyRootFilesystem === true &&
    closed.capabilities?.drop?.includes('ALL') === true;
  const isMeasured =
    resources?.requests?.['cpu'] && resources.requests['memory'] && resources.limits?.['memory'];
  const volumes = new Set(pod.volumes?.map(({ name }) => name));
  return [
    ...(isClosed ? [] : [`has an open container, ${container.name}`]),
    ...(isMeasured ? [] : [`has a container without requests and a limit of memory, ${container.name}`]),
    ...(/:[\w.-]+(@sha256:[0-9a-f]{64})?$/.test(container.image) && !container.image.endsWith(':latest')
      ? []
      : [`runs an image that is not pinned, ${container.image}`]),
    ...(container.volumeMounts ?? [])
      .filter(({ name }) => !volumes.has(name))
      .map(({ name }) => `mounts ${name}, which is no volume of it`),
    ...(container.envFrom ?? []).flatMap(({ configMapRef, secretRef }) => [
      ...(configMapRef ? missing(configMapRef.name, 'ConfigMap', manifests) : []),
      ...(secretRef ? missing(secretRef.name, 'Secret', manifests) : []),
    ]),
  ];
}

function missing(name: string, kind: string, manifests: readonly Manifest[]): string[] {
  const isThere = manifests.some((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  return isThere ? [] : [`names the ${kind} ${name}, which is not there`];
}
