import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { logStream } from './log-stream.js';

const MODULE = pathToFileURL(join(import.meta.dirname, 'log-stream.ts')).href;

/** Standard output of a program that logs two lines and ends at once. */
function outputOf(end: string): string[] {
  const program = `
    import { pino } from 'pino';
    import { logStream } from ${JSON.stringify(MODULE)};
    const log = pino(logStream());
    log.info('first');
    log.info('last');
    ${end}`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  return stdout
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { msg: string }).msg]));
}

describe(logStream.name, () => {
  it.each([
    ['it is done', ''],
    ['it exits', 'process.exit(0);'],
    ['nobody catches an error', `throw new Error('crash');`],
    ['nobody catches a rejection', `await Promise.reject(new Error('crash'));`],
    ['a callback throws', `setTimeout(() => { throw new Error('crash'); });`],
  ])('loses nothing when the process ends because %s', (_case, end) => {
    expect(outputOf(end)).toEqual(['first', 'last']);
  });
});
