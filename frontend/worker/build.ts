// Writes dist/frontend/browser/service-worker.js: what this release consists of, and the worker that keeps it.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import ts from 'typescript';
import { releaseOf } from './release.ts';

const root = join(import.meta.dirname, '..', '..', 'dist', 'frontend', 'browser');

const names = (await readdir(root, { recursive: true })).map((name) => name.split(sep).join('/'));
const release = releaseOf(names, await readFile(join(root, 'index.html'), 'utf8'));
const hash = createHash('sha256');
for (const path of ['/index.html', ...release.files])
  hash.update(path).update(await readFile(join(root, path)));
const id = hash.digest('hex').slice(0, 16);

const source = await readFile(join(import.meta.dirname, 'main.ts'), 'utf8');
const { outputText } = ts.transpileModule(source, {
  compilerOptions: { target: ts.ScriptTarget.ES2022, removeComments: true },
});
await writeFile(
  join(root, 'service-worker.js'),
  `const RELEASE = ${JSON.stringify({ id, ...release })};\n${outputText}`,
);
