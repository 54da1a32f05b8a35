import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** One object of Kubernetes', and the file it stands in. */
export interface Manifest {
  file: string;
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  /** The whole of it. */
  body: Record<string, unknown>;
}

const OF_KUSTOMIZE = 'kustomize.config.k8s.io/v1beta1';

/**
 * Every object of the files in a folder.
 * @throws Error when a file is no YAML
 */
export function readManifests(folder: string): Manifest[] {
  return globSync('*.yaml', { cwd: folder })
    .sort()
    .flatMap((file) => manifestsIn(file, readFileSync(join(folder, file), 'utf8')));
}

export function manifestsIn(file: string, text: string): Manifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors;
    if (error) throw new Error(`${file}: ${error.message}`);
    const body = document.toJS() as Record<string, unknown>;
    const manifest = { ...body, file, body } as unknown as Manifest;
    return manifest.apiVersion === OF_KUSTOMIZE ? [] : [manifest];
  });
}

/** What kustomization.yaml puts together. */
export function kustomizedFiles(folder: string): string[] {
  const [document] = parseAllDocuments(readFileSync(join(folder, 'kustomization.yaml'), 'utf8'));
  return (document?.toJS() as { resources: string[] }).resources;
}
