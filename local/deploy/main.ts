// `nx run workspace:deploy` (part of `npm test`): would compose and Kubernetes take what lies in deploy/? Needs neither.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeProblems } from './check-compose.ts';
import { hookProblems } from './check-hooks.ts';
import { networkProblems } from './check-network.ts';
import { podProblems } from './check-pods.ts';
import { referenceProblems } from './check-references.ts';
import { schemaProblems } from './check-schema.ts';
import { settingProblems } from './check-settings.ts';
import { kustomizedFiles, readManifests } from './read-manifests.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'deploy', 'kubernetes');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

const manifests = readManifests(folder);
/** Made apart, and before everything else. */
const SECRETS = 'secrets.example.yaml';
const kept = new Set([...kustomizedFiles(folder), SECRETS]);
const problems = [
  ...composeProblems(read('docker-compose.yml'), { folder: root, dockerfile: read('Dockerfile') }).map(
    (problem) => `docker-compose.yml: ${problem}`,
  ),
  ...(await Promise.all(manifests.map(schemaProblems))).flat(),
  ...podProblems(manifests),
  ...referenceProblems(manifests),
  ...hookProblems(manifests, SECRETS),
  ...networkProblems(manifests),
  ...settingProblems(manifests),
  ...manifests
    .filter(({ file }) => !kept.has(file))
    .map(({ file }) => `${file} is not in kustomization.yaml.`),
];
for (const problem of problems) console.error(`✖ ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
