import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownerUrl } from './owner-url.ts';
import { localSecrets } from './secrets.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'owner-url-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe(ownerUrl.name, () => {
  it('is that of the embedded server, with the secrets and the port of the last start', () => {
    const { ownerPassword } = localSecrets(folder);
    expect(ownerUrl({ POSTGRES_PORT: '5500' }, folder)).toBe(
      `postgresql://bharatprint_owner:${ownerPassword}@127.0.0.1:5500/bharatprint`,
    );
  });

  it('is what the environment names, when it names one', () => {
    localSecrets(folder);
    const DATABASE_MIGRATION_URL = 'postgresql://bharatprint_owner:secret@localhost/shops';
    expect(ownerUrl({ DATABASE_MIGRATION_URL, DATABASE_URL: 'postgresql://api@db' }, folder)).toBe(
      DATABASE_MIGRATION_URL,
    );
  });

  it('is not guessed for a server of the developer’s own', () => {
    localSecrets(folder);
    expect(() => ownerUrl({ DATABASE_URL: 'postgresql://api@db' }, folder)).toThrow(
      /set DATABASE_MIGRATION_URL/,
    );
  });

  it('says to start first where nothing was started yet, and makes nothing', () => {
    expect(() => ownerUrl({}, folder)).toThrow(/run `npm start` first/);
    expect(readdirSync(folder)).toEqual([]);
  });
});
