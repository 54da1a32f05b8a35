import { explainFailure, isPortTaken, isStillLettingGo } from './start-failure.ts';

const where = { dataDir: '/data/postgres', logFile: '/data/postgres.log' };

describe(explainFailure.name, () => {
  it.each([
    ['FATAL:  could not write to file "base/4/1249": No space left on device', /^The disk is full: free/],
    [
      'FATAL:  could not extend file\nHINT:  Check free disk space.\nPANIC:  cannot abort',
      /^The disk is full/,
    ],
    [
      'FATAL:  database files are incompatible with server\nDETAIL: by PostgreSQL version 17',
      /\/data\/postgres was written by another major version of Postgres: move/,
    ],
    [
      'PANIC:  could not locate a valid checkpoint record at 0/0',
      /\/data\/postgres is damaged beyond recovery: move/,
    ],
    ['FATAL:  data directory "/x" has wrong ownership', /may not use \/data\/postgres: give/],
    [
      'postgres: error while loading shared libraries: libicuuc.so.60',
      /does not run on this system\. Set DATABASE_URL/,
    ],
    [
      'LOG:  starting\nFATAL:  something new\nLOG:  bye',
      /did not start: FATAL: {2}something new \(all .* \/data\/postgres\.log\)/,
    ],
    ['', /did not start: it printed nothing/],
  ])('says in one line what to do about %j', (log, line) => {
    const { message } = explainFailure(log, where);
    expect(message).toMatch(line);
    expect(message.split('\n')).toHaveLength(1);
  });
});

describe(isPortTaken.name, () => {
  it('knows the words of the server', () => {
    expect(isPortTaken('LOG:  could not bind IPv4 address "127.0.0.1": Address already in use')).toBe(true);
    expect(isPortTaken('FATAL:  out of memory')).toBe(false);
  });
});

describe(isStillLettingGo.name, () => {
  it('knows a server that was killed a moment ago', () => {
    expect(isStillLettingGo('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use')).toBe(
      true,
    );
    expect(isStillLettingGo('FATAL:  out of memory')).toBe(false);
  });
});
