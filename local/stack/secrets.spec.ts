import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { localSecrets } from './secrets.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe(localSecrets.name, () => {
  it('finds the same secrets at the next start, in a file for its owner only', () => {
    expect(localSecrets(folder)).toEqual(localSecrets(folder));
    expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0);
  });

  it('keeps what is there and makes what is missing', () => {
    writeFileSync(join(folder, 'secrets.json'), '{ "jwtSecret": "kept" }');
    expect(localSecrets(folder)).toMatchObject({ jwtSecret: 'kept', apiPassword: expect.any(String) });
  });

  it.each(['{ "jwtSec', '', '7'])('names a damaged file and its remedy: %j', (text) => {
    writeFileSync(join(folder, 'secrets.json'), text);
    expect(() => localSecrets(folder)).toThrow(Failure);
  });
});
