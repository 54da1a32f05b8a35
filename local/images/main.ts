// `node local/images/main.ts api`, while an image is built: takes every package out of node_modules that it does not need.
import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readSupply } from '../supply-chain/lockfile.ts';
import { IMAGE_PACKAGES, type ImageName } from './image-packages.ts';
import { neededFolders } from './needed-folders.ts';

const image = process.argv[2] ?? '';
if (!(image in IMAGE_PACKAGES)) throw new Error(`There is no image "${image}".`);
const root = join(import.meta.dirname, '..', '..');
const needed = neededFolders(readSupply(root).lockfile, IMAGE_PACKAGES[image as ImageName]);

const installed = globSync('node_modules/**/package.json', { cwd: root })
  .map((file) => file.replace(/\/package\.json$/, ''))
  .filter((folder) => /(^|\/)node_modules\/(@[^/]+\/)?[^/@]+$/.test(folder));
const unneeded = installed.filter((folder) => !needed.has(folder));
for (const folder of unneeded) rmSync(join(root, folder), { recursive: true, force: true });
// Commands of packages that are gone, and npm's notes about them.
for (const name of ['.bin', '.package-lock.json']) {
  rmSync(join(root, 'node_modules', name), { recursive: true, force: true });
}
console.log(`${image}: ${installed.length - unneeded.length} packages stay, ${unneeded.length} go`);
