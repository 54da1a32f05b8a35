// Writes dist/frontend: the built pages of dist/pages in fewer files. docs/decisions/0030.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { rolldown, type OutputChunk, type Plugin } from 'rolldown';
import { type BuildOutput, type BuildStats, closureOf, fileOf } from './build-stats.ts';
import { groupsOf, MAIN, START } from './groups.ts';
import { beginningWith } from './preload-hints.ts';
import { sideBySide } from './side-by-side.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');
const PAGES = join(DIST, 'pages');
const PORTAL = join(DIST, 'frontend');

const stats = JSON.parse(await readFile(join(PAGES, 'browser-stats.json'), 'utf8')) as BuildStats;
const built = new Set(Object.keys(stats.outputs).filter((file) => file.endsWith('.js')));

const builtFiles: Plugin = {
  name: 'built-files',
  resolveId: (source) => {
    const file = source.replace(/^\.\//, '');
    return built.has(file) ? file : { id: source, external: true };
  },
  load: (file) => readFile(join(PAGES, 'browser', file), 'utf8'),
};

const bundle = await rolldown({ input: fileOf(stats, MAIN), plugins: [builtFiles] });
const { output } = await bundle.generate({
  minify: { mangle: false, compress: false },
  entryFileNames: 'main-[hash].js',
  chunkFileNames: 'chunk-[hash].js',
  codeSplitting: {
    groups: groupsOf(stats).map(({ name, files }) => ({ name, test: (file) => files.has(file) })),
  },
});
await bundle.close();
const chunks = output.filter((file) => file.type === 'chunk');
// What no script of the portal imports is no script of the portal.
const outputs: BuildStats['outputs'] = Object.fromEntries(
  Object.entries(stats.outputs).filter(([file]) => !built.has(file)),
);
for (const chunk of chunks) outputs[chunk.fileName] = outputOf(chunk);

await rm(PORTAL, { recursive: true, force: true });
await mkdir(PORTAL);
await cp(join(PAGES, 'browser'), join(PORTAL, 'browser'), {
  recursive: true,
  filter: (path) => !built.has(basename(path)),
});
const main = fileOf({ outputs }, MAIN);
const start = fileOf({ outputs }, START);
const atOnce = closureOf({ outputs }, main, start);
for (const { fileName, code } of chunks) {
  const here = new Set([...atOnce, ...closureOf({ outputs }, fileName)]);
  await writeFile(join(PORTAL, 'browser', fileName), sideBySide(code, here, { outputs }));
}
const index = join(PORTAL, 'browser', 'index.html');
await writeFile(index, beginningWith([main, start], await readFile(index, 'utf8'), { outputs }));
await writeFile(join(PORTAL, 'browser-stats.json'), JSON.stringify({ ...stats, outputs }));

/** In the words of the metafile, so that the budgets and the hints read it like the builder's own. */
function outputOf({ code, facadeModuleId, imports, dynamicImports, moduleIds }: OutputChunk): BuildOutput {
  return {
    bytes: Buffer.byteLength(code),
    entryPoint: facadeModuleId === null ? undefined : stats.outputs[facadeModuleId]?.entryPoint,
    imports: [
      ...imports.map((path) => ({ path, kind: 'import-statement' })),
      ...dynamicImports.map((path) => ({ path, kind: 'dynamic-import' })),
    ],
    inputs: Object.assign(
      {},
      ...moduleIds.map((file) => stats.outputs[file]?.inputs ?? {}),
    ) as BuildOutput['inputs'],
  };
}
