import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, findPgTools, PgToolError } from './pg-tools.ts';

const onPosix = process.platform === 'win32' ? describe.skip : describe;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bharatprint-tools-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function aPgDump(script: string): void {
  writeFileSync(join(folder, 'pg_dump'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

onPosix(findPgTools.name, () => {
  it.each([
    { server: 15, found: true },
    { server: 14, found: true },
    { server: 18, found: false },
  ])('takes version 15 for a server of version $server: $found', async ({ server, found }) => {
    aPgDump('echo "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"');
    expect(await findPgTools(folder, server)).toEqual(found ? { folder } : null);
  });

  it('finds none where none is', async () => {
    expect(await findPgTools(folder, 15)).toBeNull();
  });
});

onPosix(dump.name, () => {
  it('shows the password to no other program, and names the snapshot', async () => {
    aPgDump(
      'test "$PGPASSWORD" = "s/3" || exit 1; case "$*" in *s%2F3*|*s/3*) exit 1;; *--snapshot=0001*) exit 0;; esac; exit 1',
    );
    await expect(dump({ folder }, 'postgresql://a:s%2F3@h/d', '0001', 'file')).resolves.toBeUndefined();
  });

  it('fails with what went wrong, not with the hint after it', async () => {
    aPgDump('echo "pg_dump: error: query failed" >&2; echo "HINT: try NO FORCE" >&2; exit 1');
    const failed = dump({ folder }, 'postgresql://a:b@h/d', '0001', 'file');
    await expect(failed).rejects.toThrow(new PgToolError('pg_dump: error: query failed'));
  });
});
