import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a deployment would keep in its secret store; a laptop makes its own at the first start. */
export interface LocalSecrets {
  jwtSecret: string;
  clerkSecretKey: string;
  webhookSecret: string;
  ownerPassword: string;
  apiPassword: string;
}

/** Reads the laptop's secrets, or makes them; later starts find the same ones, so sessions outlive a restart. */
export function localSecrets(dataDir: string): LocalSecrets {
  const file = join(dataDir, 'secrets.json');
  const fresh: LocalSecrets = {
    jwtSecret: randomBytes(48).toString('base64url'),
    clerkSecretKey: `sk_test_${randomBytes(24).toString('hex')}`,
    webhookSecret: `whsec_${randomBytes(24).toString('base64')}`,
    ownerPassword: randomBytes(18).toString('hex'),
    apiPassword: randomBytes(18).toString('hex'),
  };
  const secrets = existsSync(file)
    ? { ...fresh, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<LocalSecrets>) }
    : fresh;
  mkdirSync(dataDir, { recursive: true });
  // Written whole beside it and renamed: a power cut leaves the old file or the new one, never half of one.
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
