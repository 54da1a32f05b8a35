import { type Manifest } from './read-manifests.ts';

interface Spec {
  selector?: Record<string, string> & { matchLabels?: Record<string, string> };
  ports?: { targetPort: string }[];
  scaleTargetRef?: { kind: string; name: string };
  rules?: { http: { paths: { backend: { service: { name: string; port: { name: string } } } }[] } }[];
  template?: {
    metadata: { labels: Record<string, string> };
    spec: { containers: { ports?: { name: string }[] }[] };
  };
}

/** Names that lead nowhere, which Kubernetes takes without a word: none when every one leads somewhere. */
export function referenceProblems(manifests: readonly Manifest[]): string[] {
  return manifests.flatMap((manifest) =>
    complaints(manifest, manifests).map(
      (complaint) => `${manifest.file}: ${manifest.kind} ${manifest.metadata.name} ${complaint}.`,
    ),
  );
}

function complaints(manifest: Manifest, manifests: readonly Manifest[]): string[] {
  const spec = specOf(manifest);
  if (manifest.kind === 'Service') return ofService(spec, manifests);
  if (manifest.kind === 'PodDisruptionBudget') {
    return podsWith(spec.selector?.matchLabels ?? {}, manifests).length > 0 ? [] : ['selects no pod'];
  }
  if (manifest.kind === 'HorizontalPodAutoscaler') {
    const { kind, name } = spec.scaleTargetRef ?? { kind: '', name: '' };
    const target = manifests.find((one) => one.kind === kind && one.metadata.name === name);
    if (!target) return [`scales ${name}, which is not there`];
    return 'replicas' in specOf(target) ? [`and ${name} both keep the number of replicas`] : [];
  }
  if (manifest.kind !== 'Ingress') return [];
  const backends = (spec.rules ?? []).flatMap(({ http }) => http.paths.map(({ backend }) => backend.service));
  return backends
    .filter(({ name, port }) => {
      const service = manifests.find((one) => one.kind === 'Service' && one.metadata.name === name);
      const ports = service ? ((specOf(service).ports ?? []) as { name?: string }[]) : [];
      return !ports.some((one) => one.name === port.name);
    })
    .map(({ name, port }) => `leads to ${name}:${port.name}, which is not there`);
}

function ofService({ selector, ports = [] }: Spec, manifests: readonly Manifest[]): string[] {
  const pods = podsWith(selector ?? {}, manifests);
  if (pods.length === 0) return ['selects no pod'];
  const open = new Set(
    pods.flatMap((pod) => pod.spec.containers.flatMap((one) => one.ports?.map(({ name }) => name) ?? [])),
  );
  return ports
    .filter(({ targetPort }) => !open.has(targetPort))
    .map(({ targetPort }) => `leads to the port ${targetPort}, which no container opens`);
}

function podsWith(labels: Record<string, string>, manifests: readonly Manifest[]) {
  return manifests.flatMap((manifest) => {
    const { template } = specOf(manifest);
    const isMeant = Object.entries(labels).every(([key, value]) => template?.metadata.labels[key] === value);
    return template && isMeant ? [template] : [];
  });
}

function specOf({ body }: Manifest): Spec {
  return body['spec'] ?? {};
}
