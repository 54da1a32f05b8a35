// `nx run workspace:deploy` (part of `npm test`): would compose and Kubernetes take what lies in deploy/? Needs neither.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeProblems } from './check-compose.ts';
import { podProblems } from './check-pods.ts';
import { referenceProblems } from './check-references.ts';
import { schemaProblems } from './check-schema.ts';
import { kustomizedFiles, readManifests } from './read-manifests.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'deploy', 'kubernetes');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

const manifests = readManifests(folder);
const kept = new Set([...kustomizedFiles(folder), 'secrets.example.yaml']);
const problems = [
  ...composeProblems(read('docker-compose.yml'), { folder: root, dockerfile: read('Dockerfile') }).map(
    (problem) => `docker-compose.yml: ${problem}`,
  ),
  ...(await Promise.all(manifests.map(schemaProblems))).flat(),
  ...podProblems(manifests),
  ...referenceProblems(manifests),
  ...manifests
    .filter(({ file }) => !kept.has(file))
    .map(({ file }) => `${file} is not in kustomization.yaml.`),
];
for (const problem of problems) console.error(`✖ ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
