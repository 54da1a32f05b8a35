// `npm start`, and `npm run dev` with --watch: builds what changed, starts the whole product, says where it is, and stops every part on Ctrl-C.
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DEMO_ADMIN, DEMO_OWNER, type DemoPerson } from './demo-people.ts';
import { endRequest } from './end-request.ts';
import { explainSystemError, Failure } from './failure.ts';
import { INTERRUPTED, runNxQuietly } from './nx.ts';
import { claimFolder } from './stack/claim.ts';
import { portsFrom, withoutBlanks } from './stack/settings.ts';
import { startStack, type Stack } from './stack/stack.ts';

const ROOT = join(import.meta.dirname, '..');
const GIVE_UP_WITHIN_MS = 15_000;

function say(line: string): void {
  console.log(`▸ ${line}`);
}

async function build(ending: AbortSignal): Promise<void> {
  say('Building the portal and the API (only what changed)');
  const status = await runNxQuietly(['run-many', '-t', 'build', '--output-style=static'], ending);
  if (ending.aborted) process.exit(INTERRUPTED);
  if (status !== 0) throw new Failure('The build failed: the lines above say where.');
}

function asLine({ phoneNumber, name, shop }: DemoPerson): string {
  const grouped = phoneNumber.replace(/^\+91(.{5})/, '+91 $1 ');
  return `    ${grouped}  ${name}${shop ? `, ${shop.name}` : ''}`;
}

function welcome({ settings }: Stack, dataDir: string): string {
  const { portalOrigin, apiUrl, ports, usesStandIn } = settings;
  const lines = [
    '',
    `  BharatPrint     ${portalOrigin}`,
    `  API docs        ${apiUrl}/docs`,
    ...(usesStandIn ? [`  Phone inbox     http://localhost:${ports.clerk}/   (the codes arrive here)`] : []),
    `  Logs            ${relative(ROOT, dataDir)}/logs/`,
    ...(usesStandIn
      ? [
          '',
          '  Sign in with any Indian mobile number, or as one of these; their code is always 424242:',
          ...[DEMO_OWNER, DEMO_ADMIN].map(asLine),
        ]
      : []),
    '',
    '  Ctrl-C stops everything.',
    '',
  ];
  return lines.join('\n');
}

async function start(ending: AbortSignal): Promise<void> {
  if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'));
  const env = withoutBlanks(process.env);
  const dataDir = resolve(ROOT, env['LOCAL_DIR'] ?? '.local');
  const ports = portsFrom(env);
  await claimFolder(dataDir);
  await build(ending);

  const watch = process.argv.includes('--watch');
  const starting = startStack({ dataDir, ports, env, report: say, watch });
  const stack = await Promise.race([starting, ended(ending)]);
  if (stack === null) return giveUp(starting);
  const crashed = new Promise<Failure>((resolve) => stack.onCrash(resolve));
  console.log(welcome(stack, dataDir));

  const failure = await Promise.race([crashed, ended(ending)]);
  if (failure) console.error(`\n✖ ${failure.message}`);
  say('Stopping');
  await stack.stop();
  process.exit(failure ? 1 : 0);
}

async function giveUp(starting: Promise<Stack>): Promise<never> {
  say('Stopping');
  const stopped = starting.then((stack) => stack.stop()).catch(() => undefined);
  // What hangs while starting ends with this process.
  await Promise.race([stopped, wait(GIVE_UP_WITHIN_MS)]);
  process.exit(INTERRUPTED);
}

function ended(ending: AbortSignal): Promise<null> {
  if (ending.aborted) return Promise.resolve(null);
  return new Promise((resolve) => ending.addEventListener('abort', () => resolve(null)));
}

try {
  await start(endRequest());
} catch (error) {
  const failure = error instanceof Failure ? error : explainSystemError(error);
  console.error(failure ? `\n✖ ${failure.message}` : error);
  process.exit(1);
}
