// Runs a built program of the API's with the environment the API has here: `node local/with-api-environment.ts <program> [arguments]`.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endRequest } from './end-request.ts';
import { Failure } from './failure.ts';
import { runNxQuietly } from './nx.ts';
import { apiEnvironment } from './stack/environments.ts';
import { localSecrets } from './stack/secrets.ts';
import { portsFrom, stackSettings, withoutBlanks } from './stack/settings.ts';

const ROOT = join(import.meta.dirname, '..');

/** An environment that names both Clerk and the database is a deployment's; anything else is completed as `npm start` does. */
function environmentHere(): NodeJS.ProcessEnv {
  const env = withoutBlanks(process.env);
  if (env['DATABASE_URL'] && env['CLERK_SECRET_KEY'] && env['JWT_SECRET']) return env;
  const dataDir = resolve(ROOT, env['LOCAL_DIR'] ?? '.local');
  if (!existsSync(join(dataDir, 'secrets.json'))) {
    throw new Failure('Nothing was ever started here: run npm start first, and leave it running.');
  }
  const secrets = localSecrets(dataDir);
  return { ...env, ...apiEnvironment(stackSettings(env, portsFrom(env), secrets), secrets, env) };
}

async function run(program: string, args: string[]): Promise<number> {
  const ending = endRequest();
  const env = environmentHere();
  const built = await runNxQuietly(['run', 'backend:build', '--output-style=static'], ending);
  if (built !== 0) return built;
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...args], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
  ending.addEventListener('abort', () => child.kill('SIGTERM'));
  return new Promise((done) => child.once('close', (code) => done(code ?? 1)));
}

try {
  if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'));
  const [program = '', ...args] = process.argv.slice(2);
  process.exitCode = await run(program, args);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(`✖ ${error.message}`);
  process.exitCode = 1;
}
