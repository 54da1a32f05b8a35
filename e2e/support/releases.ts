import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BUILT = join(import.meta.dirname, '..', '..', 'dist', 'frontend', 'browser');

/** A copy of the built portal that newer releases can be put into while it is served. */
export class Releases {
  readonly root: string;
  private count = 0;

  private constructor(root: string) {
    this.root = root;
  }

  static async begin(): Promise<Releases> {
    const root = await mkdtemp(join(tmpdir(), 'bharatprint-portal-'));
    await cp(BUILT, root, { recursive: true });
    return new Releases(root);
  }

  /**
   * Puts a release in the place of the one that is served, as a deployment does: its first script has another name,
   * and nothing of the old name is there any more.
   * @returns the new name
   */
  async deploy(): Promise<string> {
    this.count += 1;
    const html = await readFile(join(this.root, 'index.html'), 'utf8');
    const before = /main-[\w-]{8}\.js/.exec(html)?.[0] ?? '';
    const after = `main-RELEASE${this.count}.js`;
    await rename(join(this.root, before), join(this.root, after));
    for (const name of ['index.html', 'service-worker.js']) {
      const text = await readFile(join(this.root, name), 'utf8');
      const isWorker = name === 'service-worker.js';
      const renamed = text.replaceAll(before, after);
      await writeFile(
        join(this.root, name),
        isWorker ? renamed.replace('"id":"', `"id":"r${this.count}`) : renamed,
      );
    }
    for (const name of [before, 'index.html', 'service-worker.js'])
      for (const ending of ['br', 'gz']) await rm(join(this.root, `${name}.${ending}`), { force: true });
    return after;
  }

  async end(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}
