import { type Manifest } from './read-manifests.ts';

interface Selector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

interface Peer {
  podSelector?: Selector;
  ipBlock?: { cidr: string };
}

interface Policy {
  podSelector: Selector;
  ingress?: { ports?: { port: number | string }[] }[];
  egress?: { to?: Peer[]; ports?: { port: number | string }[] }[];
}

const DNS_PORT = 53;
const DNS_PODS = ['kube-dns', 'node-local-dns'];
/** NodeLocal DNSCache's, on each node. */
const DNS_ON_NODE = '169.254.20.10/32';
const SOLVER = 'acme.cert-manager.io/http01-solver';
const SOLVER_PORT = 8089;

/** What a cluster brings along and "nobody reaches anybody" would cut off, to be noticed in production alone. */
export function networkProblems(manifests: readonly Manifest[]): string[] {
  const policies = manifests
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ body }) => body['spec'] as Policy);
  const isCertified = manifests.some(({ kind, metadata }) => {
    const names = Object.keys(metadata.annotations ?? {});
    return kind === 'Ingress' && names.some((name) => name.startsWith('cert-manager.io/'));
  });
  return [
    ...dnsProblems(policies),
    ...(isCertified && !policies.some(admitsChallenges)
      ? [`No NetworkPolicy lets the ingress reach ${SOLVER}: certificates cannot be renewed.`]
      : []),
  ];
}

function dnsProblems(policies: readonly Policy[]): string[] {
  const peers = policies
    .filter(({ podSelector }) => Object.keys(podSelector).length === 0)
    .flatMap(({ egress = [] }) => egress)
    .filter(({ ports = [] }) => ports.some(({ port }) => port === DNS_PORT))
    .flatMap(({ to = [] }) => to);
  const missing = DNS_PODS.filter(
    (pods) => !peers.some((peer) => selects(peer.podSelector, 'k8s-app', pods)),
  );
  return [
    ...missing.map((pods) => `No NetworkPolicy lets everybody ask ${pods} for names.`),
    ...(peers.some(({ ipBlock }) => ipBlock?.cidr === DNS_ON_NODE)
      ? []
      : [`No NetworkPolicy lets everybody ask ${DNS_ON_NODE} for names.`]),
  ];
}

function admitsChallenges({ podSelector, ingress = [] }: Policy): boolean {
  return (
    selects(podSelector, SOLVER, 'true') &&
    ingress.some(({ ports = [] }) => ports.some(({ port }) => port === SOLVER_PORT))
  );
}

function selects(selector: Selector | undefined, label: string, value: string): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return (
    matchLabels[label] === value ||
    matchExpressions.some(
      ({ key, operator, values = [] }) => key === label && operator === 'In' && values.includes(value),
    )
  );
}
