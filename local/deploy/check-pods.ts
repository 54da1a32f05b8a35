import { type Container, containersOf, namedBy, type Pod, workloads } from './pod.ts';
import { type Manifest } from './read-manifests.ts';

type Workload = ReturnType<typeof workloads>[number];

/** What the schema cannot know of everything that runs: it is closed, measured, and names only what exists. */
export function podProblems(manifests: readonly Manifest[]): string[] {
  return workloads(manifests).flatMap((one) =>
    complaints(one, manifests).map(
      (complaint) => `${one.manifest.file}: ${one.manifest.kind} ${one.manifest.metadata.name} ${complaint}.`,
    ),
  );
}

function complaints({ manifest, workload }: Workload, manifests: readonly Manifest[]): string[] {
  const { selector, template } = workload;
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
    ...namedBy(pod).flatMap(({ kind, name }) => missing(name, kind, manifests)),
    ...containersOf(pod).flatMap((container) => ofContainer(container, pod)),
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

function ofContainer(container: Container, pod: Pod): string[] {
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
    ...ofImage(container.image),
    ...(container.volumeMounts ?? [])
      .filter(({ name }) => !volumes.has(name))
      .map(({ name }) => `mounts ${name}, which is no volume of it`),
  ];
}

function ofImage(image: string): string[] {
  const isPinned = /:[\w.-]+(@sha256:[0-9a-f]{64})?$/.test(image) && !image.endsWith(':latest');
  // A name without a registry is Docker Hub's, where only its own images, which have no slash, are sure to be whose they say.
  const isOurs = !image.includes('/') || /^[^/]*[.:][^/]*\//.test(image);
  return [
    ...(isPinned ? [] : [`runs an image that is not pinned, ${image}`]),
    ...(isOurs ? [] : [`runs an image of whoever has its name at Docker Hub, ${image}`]),
  ];
}

function missing(name: string, kind: string, manifests: readonly Manifest[]): string[] {
  const isThere = manifests.some((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  return isThere ? [] : [`names the ${kind} ${name}, which is not there`];
}
