import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './test/broken.ts';

const START = join(ROOT, 'deploy', 'pgbouncer', 'start.sh');
const run = promisify(execFile);
/** It is for containers, and wants a shell. */
const describeUnix = process.platform === 'win32' ? describe.skip : describe;

describeUnix('deploy/pgbouncer/start.sh', () => {
  let folder: string;
  let certificates: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bharatprint-start-'));
    certificates = join(folder, 'ca.crt');
    await writeFile(certificates, 'of an authority');
    await writeFile(join(folder, 'pgbouncer'), '#!/bin/sh\necho "PgBouncer 1.24.1"\n');
    await chmod(join(folder, 'pgbouncer'), 0o755);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** What it tells a PgBouncer that does nothing. */
  const settings = async (variables: Record<string, string>): Promise<string> => {
    const env = {
      PATH: [folder, process.env['PATH']].join(delimiter),
      PGBOUNCER_FOLDER: folder,
      POSTGRES_HOST: 'postgres',
      API_PASSWORD: 'local-api',
      ...variables,
    };
    await run('sh', [START], { env });
    return readFile(join(folder, 'settings.ini'), 'utf8');
  };

  it('has Postgres prove who it is where there are certificates', async () => {
    const written = await settings({ POSTGRES_CA_FILE: certificates });
    expect(written).toMatch(/^server_tls_sslmode = verify-full$/m);
    expect(written).toContain(`server_tls_ca_file = ${certificates}\n`);
  });

  it.each([
    [{}, 'prefer'],
    [{ POSTGRES_SSLMODE: 'require' }, 'require'],
  ])('does as it is told where there are none: %j', async (variables, mode) => {
    const written = await settings(variables);
    expect(written).toContain(`server_tls_sslmode = ${mode}\n`);
    expect(written).not.toContain('server_tls_ca_file');
  });

  it('lets the name be, when it is told so', async () => {
    const written = await settings({ POSTGRES_CA_FILE: certificates, POSTGRES_SSLMODE: 'verify-ca' });
    expect(written).toMatch(/^server_tls_sslmode = verify-ca$/m);
  });

  it.each([
    ['a file that is not there', { POSTGRES_CA_FILE: '/nowhere/ca.crt' }, /no certificates in \/nowhere/],
    ['an empty file', { POSTGRES_CA_FILE: '/dev/null' }, /no certificates in \/dev\/null/],
    ['a mode that would not look', { POSTGRES_SSLMODE: 'require' }, /require does not look/],
  ])('refuses %s', async (_what, variables, refusal) => {
    await expect(settings({ POSTGRES_CA_FILE: certificates, ...variables })).rejects.toThrow(refusal);
  });
});
