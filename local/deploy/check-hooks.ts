import { namedBy, workloads } from './pod.ts';
import { type Manifest } from './read-manifests.ts';

const HOOKS = ['argocd.argoproj.io/hook', 'helm.sh/hook'];

/** What runs before the rest is there may need nothing of the rest: none when it needs nothing. */
export function hookProblems(manifests: readonly Manifest[], madeBefore: string): string[] {
  const hooks = manifests.filter(isHook);
  const tooLate = manifests.filter(({ file }) => file !== madeBefore);
  return [
    ...workloads(hooks).flatMap(({ manifest, workload }) =>
      namedBy(workload.template.spec)
        .filter(({ kind, name }) => tooLate.some((one) => one.kind === kind && one.metadata.name === name))
        .map(({ kind, name }) => `${nameOf(manifest)} runs before the ${kind} ${name} is there.`),
    ),
    // Both delete a hook before they make it anew, unless they are told otherwise: a Namespace with all that is in it.
    ...hooks
      .filter(({ kind }) => kind !== 'Job')
      .map((manifest) => `${nameOf(manifest)} is deleted before each rollout.`),
  ];
}

function isHook({ metadata }: Manifest): boolean {
  return HOOKS.some((name) => name in (metadata.annotations ?? {}));
}

function nameOf({ file, kind, metadata }: Manifest): string {
  return `${file}: ${kind} ${metadata.name}`;
}
