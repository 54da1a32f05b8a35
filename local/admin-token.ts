// `npm run admin:token`: prints an administrator's app token, alone, on stdout; everything for people goes to stderr.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { adminToken, notRunning } from './admin/admin-token.ts';
import { Failure } from './failure.ts';
import { localSecrets } from './stack/secrets.ts';
import { portsFrom, stackSettings, type StackSettings, withoutBlanks } from './stack/settings.ts';

const ROOT = join(import.meta.dirname, '..');

function settingsHere(): StackSettings {
  if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'));
  const env = withoutBlanks(process.env);
  const dataDir = resolve(ROOT, env['LOCAL_DIR'] ?? '.local');
  // Reading the secrets would make some, for a product that was never started.
  if (!existsSync(join(dataDir, 'secrets.json')) && !env['CLERK_SECRET_KEY']) throw notRunning();
  return stackSettings(env, portsFrom(env), localSecrets(dataDir));
}

try {
  const settings = settingsHere();
  const token = await adminToken(settings);
  console.error(`Good for 24 hours: paste it under "Authorize" at ${settings.apiUrl}/docs`);
  console.log(token);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(`✖ ${error.message}`);
  process.exitCode = 1;
}
