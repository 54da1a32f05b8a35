// Writes .br and .gz beside the built portal's text files once, at build, so that no request pays for compression.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = join(import.meta.dirname, '..', '..', 'dist', 'frontend', 'browser');
const WORTH_IT = 1024;
const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

const files = (await readdir(root, { recursive: true })).filter((name) =>
  /\.(?:js|css|html|svg|json|webmanifest)$/.test(name),
);
for (const name of files) {
  const file = join(root, name);
  const content = await readFile(file);
  if (content.length < WORTH_IT) continue;
  const [small, smaller] = await Promise.all([
    deflate(content, { level: 9 }),
    brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  ]);
  await Promise.all([writeFile(`${file}.gz`, small), writeFile(`${file}.br`, smaller)]);
}
