import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.ts';

/** What a deployment would keep in its secret store; a laptop makes its own at the first start. */
export interface LocalSecrets {
  jwtSecret: string;
  clerkSecretKey: string;
  webhookSecret: string;
  ownerPassword: string;
  apiPassword: string;
}

/**
 * Reads the laptop's secrets, or makes them; later starts find the same ones, so sessions outlive a restart.
 * @throws Failure when their file was damaged by hand
 */
export function localSecrets(dataDir: string): LocalSecrets {
  const file = join(dataDir, 'secrets.json');
  const fresh: LocalSecrets = {
    jwtSecret: randomBytes(48).toString('base64url'),
    clerkSecretKey: `sk_test_${randomBytes(24).toString('hex')}`,
    webhookSecret: `whsec_${randomBytes(24).toString('base64')}`,
    ownerPassword: randomBytes(18).toString('hex'),
    apiPassword: randomBytes(18).toString('hex'),
  };
  const secrets = existsSync(file) ? { ...fresh, ...read(file) } : fresh;
  mkdirSync(dataDir, { recursive: true });
  // Written whole beside it and renamed: a power cut leaves the old file or the new one, never half of one.
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

function read(file: string): Partial<LocalSecrets> {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof kept === 'object') return kept ?? {};
  } catch (error) {
    // Not JSON any more. What else can happen, a closed folder, is the caller's to explain.
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Failure(`${file} is damaged: remove it, and the next start makes new secrets.`);
}
