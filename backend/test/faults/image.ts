import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { IMAGE_PACKAGES } from '../../../local/images/image-packages.ts';
import { neededFolders } from '../../../local/images/needed-folders.ts';
import { readSupply } from '../../../local/supply-chain/lockfile.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Lays out a folder as the API's image has it: the bundle, and of all packages those alone that it does not hold. */
export async function layOutImage(folder: string): Promise<void> {
  const packages = neededFolders(readSupply(ROOT).lockfile, IMAGE_PACKAGES.api);
  for (const path of ['package.json', join('dist', 'api'), ...packages])
    await cp(join(ROOT, path), join(folder, path), { recursive: true });
}
