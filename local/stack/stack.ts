import { join } from 'node:path';
import { Child } from './child.ts';
import { type Failure } from '../failure.ts';
import { prepareDatabase, type Database } from './database.ts';
import { requireFreePort } from './ports.ts';
import { localSecrets } from './secrets.ts';
import { stackSettings, type Ports, type StackSettings } from './settings.ts';
import { apiEnvironment, portalEnvironment, standInEnvironment } from './environments.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export interface StackOptions {
  /** Where everything the stack keeps lies: database, stand-in, secrets, logs. */
  dataDir: string;
  ports: Ports;
  /** The developer's environment, with `.env` already read. */
  env: NodeJS.ProcessEnv;
  /** One line for each step. */
  report: (line: string) => void;
  /** Programs restart when their built files change. */
  watch?: boolean;
  /** False trades safety against power cuts for speed: tests only. */
  durable?: boolean;
}

/** The whole product on one machine, each part startable and stoppable on its own. */
export interface Stack {
  settings: StackSettings;
  database: Database | null;
  /** The embedded server's superuser, whom row-level security does not bind. */
  superuserUrl: string | null;
  clerk: Child | null;
  api: Child;
  portal: Child;
  /** Called once, when a part ends without having been asked to. */
  onCrash: (handle: (failure: Failure) => void) => void;
  /** Stops everything, the database last. */
  stop: () => Promise<void>;
}

/**
 * Starts Postgres, the Clerk stand-in, the API and the portal, in the order they need each other. Expects built code.
 * @throws Failure with a remedy; whatever had been started is stopped again
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, ports, env, report, watch = false, durable = true } = options;
  const secrets = localSecrets(dataDir);
  const settings = stackSettings(env, ports, secrets);
  await requirePorts(settings);

  const child = (name: string, args: string[], childEnv: Record<string, string>, readyUrl: string): Child =>
    new Child({
      name,
      args,
      env: childEnv,
      cwd: ROOT,
      logFile: join(dataDir, 'logs', `${name}.log`),
      readyUrl,
    });
  const clerk = settings.usesStandIn
    ? child('clerk', ['local/clerk/main.ts'], standInEnvironment(settings, dataDir), settings.clerk.jwksUrl)
    : null;
  const reload = watch ? ['--watch', '--watch-preserve-output'] : [];
  const api = child(
    'api',
    [...reload, '--enable-source-maps', 'dist/backend/src/main.js'],
    apiEnvironment(settings, secrets, env),
    `http://127.0.0.1:${ports.api}/health/ready`,
  );
  const portal = child(
    'portal',
    ['frontend/server/main.ts'],
    portalEnvironment(settings),
    `http://127.0.0.1:${ports.portal}/healthz`,
  );

  let database: Database | null = null;
  const stop = async (): Promise<void> => {
    await Promise.all([portal.stop(), api.stop()]);
    await clerk?.stop();
    await database?.stop();
  };
  try {
    // Both must have settled before a failure of one stops the other.
    const [prepared, started] = await Promise.allSettled([
      prepareDatabase({ settings, secrets, dataDir, durable, report }),
      clerk?.start(),
    ]);
    if (prepared.status === 'fulfilled') database = prepared.value;
    if (prepared.status === 'rejected') throw prepared.reason;
    if (started.status === 'rejected') throw started.reason;
    if (clerk) report(`Clerk stand-in on http://localhost:${ports.clerk}`);
    await Promise.all([api.start(), portal.start()]);
    report(`API on ${settings.apiUrl}`);
    report(`Portal on ${settings.portalOrigin}`);
  } catch (error) {
    await stop();
    throw error;
  }
  const onCrash = (handle: (failure: Failure) => void): void => {
    for (const part of [clerk, api, portal]) if (part) part.onCrash = handle;
  };
  return {
    settings,
    database,
    superuserUrl: database?.superuserUrl ?? null,
    clerk,
    api,
    portal,
    onCrash,
    stop,
  };
}

async function requirePorts({ ports, usesStandIn }: StackSettings): Promise<void> {
  await requireFreePort(ports.portal, 'the portal', 'PORTAL_PORT');
  await requireFreePort(ports.api, 'the API', 'API_PORT');
  if (usesStandIn) await requireFreePort(ports.clerk, 'the Clerk stand-in', 'CLERK_PORT');
}
