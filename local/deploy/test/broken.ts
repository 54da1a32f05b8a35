import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, manifestsIn, readManifests } from '../read-manifests.ts';

export const ROOT = join(import.meta.dirname, '..', '..', '..');
export const FOLDER = join(ROOT, 'deploy', 'kubernetes');
export const MANIFESTS = readManifests(FOLDER);

export function read(name: string): string {
  return readFileSync(join(ROOT, name), 'utf8');
}

/** The manifests with one text replaced by another in one file. */
export function broken(file: string, from: string | RegExp, to: string): Manifest[] {
  const text = read(`deploy/kubernetes/${file}`);
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  return [...MANIFESTS.filter((manifest) => manifest.file !== file), ...manifestsIn(file, changed)];
}
