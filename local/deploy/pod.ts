import { type Manifest } from './read-manifests.ts';

export interface Container {
  name: string;
  image: string;
  ports?: { name: string; containerPort: number }[];
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  volumeMounts?: { name: string; mountPath: string }[];
  readinessProbe?: object;
  livenessProbe?: object;
  lifecycle?: { preStop: { exec: { command: string[] } } };
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  securityContext?: {
    allowPrivilegeEscalation?: boolean;
    readOnlyRootFilesystem?: boolean;
    capabilities?: { drop?: string[] };
  };
}

export interface Pod {
  automountServiceAccountToken?: boolean;
  serviceAccountName?: string;
  terminationGracePeriodSeconds?: number;
  securityContext?: { runAsNonRoot?: boolean; seccompProfile?: { type?: string } };
  initContainers?: Container[];
  containers: Container[];
  volumes?: { name: string; configMap?: { name: string }; secret?: { secretName: string } }[];
}

interface Workload {
  selector?: { matchLabels: Record<string, string> };
  template: { metadata: { labels: Record<string, string> }; spec: Pod };
}

/** An object of Kubernetes' by its kind and its name. */
export interface Reference {
  kind: string;
  name: string;
}

/** What makes pods, and how. */
export function workloads(manifests: readonly Manifest[]): { manifest: Manifest; workload: Workload }[] {
  return manifests
    .filter(({ kind }) => kind === 'Deployment' || kind === 'Job' || kind === 'CronJob')
    .map((manifest) => ({ manifest, workload: workloadOf(manifest) }));
}

function workloadOf({ kind, body }: Manifest): Workload {
  if (kind !== 'CronJob') return body['spec'] as Workload;
  return (body['spec'] as { jobTemplate: { spec: Workload } }).jobTemplate.spec;
}

export function containersOf({ initContainers = [], containers }: Pod): Container[] {
  return [...initContainers, ...containers];
}

/** What a pod is given by name. The service account that a namespace comes with is nobody's to make. */
export function namedBy(pod: Pod): Reference[] {
  const given = containersOf(pod).flatMap(({ envFrom = [] }) => envFrom);
  return [
    reference('ServiceAccount', pod.serviceAccountName),
    ...given.map(({ configMapRef }) => reference('ConfigMap', configMapRef?.name)),
    ...given.map(({ secretRef }) => reference('Secret', secretRef?.name)),
    ...(pod.volumes ?? []).map(({ configMap }) => reference('ConfigMap', configMap?.name)),
    ...(pod.volumes ?? []).map(({ secret }) => reference('Secret', secret?.secretName)),
  ].flat();
}

function reference(kind: string, name: string | undefined): Reference[] {
  return name === undefined ? [] : [{ kind, name }];
}
