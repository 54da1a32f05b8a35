// `npm run gallery`: every screen as a picture in dist/gallery, with index.html beside them to look at all at once.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atOnce } from '../support/at-once.ts';
import { contactSheet } from './contact-sheet.ts';
import { readOptions } from './options.ts';
import { Photographer, type Job, type Picture } from './photographer.ts';
import { World } from './world.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'dist', 'gallery');
const AT_ONCE = 3;

const options = readOptions(process.argv.slice(2));
const jobs: Job[] = options.screens.flatMap((screen) =>
  options.languages.map((language) => ({ screen, language })),
);
const pictures = new Map<Job, Picture[]>();
const failures: string[] = [];

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const world = await World.begin();
try {
  const photographer = new Photographer(world, options, FOLDER);
  await atOnce(jobs, AT_ONCE, async (job) => {
    try {
      pictures.set(job, await photographer.take(job));
    } catch (error) {
      // The other screens are worth seeing all the same; the command fails at its end.
      failures.push(error instanceof Error ? error.message : String(error));
    }
  });
} finally {
  await world.journeys.end();
}

const taken = jobs.flatMap((job) => pictures.get(job) ?? []);
await writeFile(join(FOLDER, 'index.html'), contactSheet(taken));
for (const failure of failures) console.error(`✖ ${failure}`);
console.log(`${taken.length} pictures in dist/gallery: open dist/gallery/index.html`);
process.exitCode = failures.length === 0 ? 0 : 1;
