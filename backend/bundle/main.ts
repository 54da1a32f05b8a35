// Writes dist/api: the compiled API and its programs in a few files, with the packages they use. docs/decisions/0028.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { leaveOut } from './left-out.ts';
import { nameExports } from './name-exports.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const COMPILED = join(ROOT, 'dist', 'backend', 'src');

/** What a package of CommonJS expects to find around it. */
const SURROUNDINGS = [
  "import { createRequire as createRequireOfBundle } from 'node:module';",
  'const require = createRequireOfBundle(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
].join('\n');

await rm(join(ROOT, 'dist', 'api'), { recursive: true, force: true });
await build({
  absWorkingDir: ROOT,
  entryPoints: {
    main: join(COMPILED, 'main.js'),
    doctor: join(COMPILED, 'doctor', 'main.js'),
    reconcile: join(COMPILED, 'reconciliation', 'main.js'),
  },
  outdir: join(ROOT, 'dist', 'api'),
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // Nest injects, and the API's document names, by the names of classes.
  keepNames: true,
  // A tenth of the memory at rest is the source itself.
  minifyWhitespace: true,
  legalComments: 'none',
  sourcemap: 'linked',
  sourcesContent: false,
  banner: { js: SURROUNDINGS },
  plugins: [leaveOut, nameExports],
  logLevel: 'warning',
});
