// `npm start`, and `npm run dev` with --watch: builds what changed, starts the whole product, says where it is, and stops every part on Ctrl-C.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.ts';
import { portsFrom } from './stack/settings.ts';
import { startStack, type Stack } from './stack/stack.ts';

const ROOT = join(import.meta.dirname, '..');

function say(line: string): void {
  console.log(`▸ ${line}`);
}

function build(): void {
  say('Building the portal and the API (only what changed)');
  const result = spawnSync('nx', ['run-many', '-t', 'build', '--output-style=static'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (result.status === 0) return;
  process.stderr.write(result.stdout + result.stderr);
  throw new Failure('The build failed: the lines above say where.');
}

function welcome({ settings }: Stack): string {
  const { portalOrigin, apiUrl, ports, usesStandIn } = settings;
  const lines = [
    '',
    `  BharatPrint     ${portalOrigin}`,
    `  API docs        ${apiUrl}/docs`,
    ...(usesStandIn
      ? [
          `  Phone inbox     http://localhost:${ports.clerk}/   (the codes arrive here)`,
          '',
          '  Sign in with any Indian mobile number. +91 90000 00000 to 00099 always get the code 424242;',
          '  +91 90000 00099 is an administrator.',
        ]
      : []),
    '',
    '  Ctrl-C stops everything.',
    '',
  ];
  return lines.join('\n');
}

async function main(): Promise<void> {
  if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'));
  const dataDir = join(ROOT, process.env['LOCAL_DIR'] ?? '.local');
  mkdirSync(dataDir, { recursive: true });
  const ports = portsFrom(process.env);
  const watch = process.argv.includes('--watch');
  build();

  let isStopping = false;
  let stack: Stack | null = null;
  const stop = async (status: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    say('Stopping');
    await stack?.stop();
    process.exit(status);
  };
  const starting = startStack({ dataDir, ports, env: process.env, report: say, watch });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void starting.catch(() => null).then(() => stop(0)));
  }
  stack = await starting;
  stack.onCrash((failure) => {
    console.error(`\n✖ ${failure.message}`);
    void stop(1);
  });
  console.log(welcome(stack));
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Failure ? `\n✖ ${error.message}` : error);
  process.exit(1);
}
