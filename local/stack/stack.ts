import { type Failure } from '../failure.ts';
import { type Child } from './child.ts';
import { prepareDatabase, type Database } from './database.ts';
import { requireFreePort } from './ports.ts';
import { programsOf, settingsPort, type Programs } from './programs.ts';
import { localSecrets } from './secrets.ts';
import { stackSettings, type Ports, type StackSettings } from './settings.ts';

export interface StackOptions {
  /** Where everything the stack keeps lies: database, stand-in, secrets, logs. */
  dataDir: string;
  ports: Ports;
  /** The developer's environment, with `.env` already read. */
  env: NodeJS.ProcessEnv;
  /** One line for each step. */
  report: (line: string) => void;
  /** Code is compiled again when it changes, and what runs it restarts. */
  watch?: boolean;
  /** False trades safety against power cuts for speed: tests only. */
  durable?: boolean;
}

/** The whole product on one machine, each part startable and stoppable on its own. */
export interface Stack {
  settings: StackSettings;
  /** Null when the environment names a server of the developer's own. */
  database: Database | null;
  programs: Programs;
  /** Calls back when a part ends without having been asked to. */
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
  await requirePorts(settings, watch);

  const programs = programsOf({ settings, secrets, dataDir, env, watch });
  let database: Database | null = null;
  const stop = async (): Promise<void> => {
    await Promise.all([programs.portal, programs.api, ...programs.reloading].map((child) => child.stop()));
    await programs.clerk?.stop();
    await database?.stop();
  };
  try {
    // Both must have settled before a failure of one stops the other.
    const [prepared, started] = await Promise.allSettled([
      prepareDatabase({ settings, secrets, dataDir, durable, report }),
      programs.clerk?.start(),
    ]);
    if (prepared.status === 'fulfilled') database = prepared.value;
    if (prepared.status === 'rejected') throw prepared.reason;
    if (started.status === 'rejected') throw started.reason;
    await startPrograms(programs, settings, report);
  } catch (error) {
    await stop();
    throw error;
  }
  const onCrash = (handle: (failure: Failure) => void): void => {
    for (const child of childrenOf(programs)) child.onCrash = handle;
    if (database) database.onCrash = handle;
  };
  return { settings, database, programs, onCrash, stop };
}

async function startPrograms(
  programs: Programs,
  settings: StackSettings,
  report: (line: string) => void,
): Promise<void> {
  if (programs.clerk) report(`Clerk stand-in on http://localhost:${settings.ports.clerk}`);
  await Promise.all([programs.api.start(), programs.portal.start()]);
  report(`API on ${settings.apiUrl}`);
  await Promise.all(programs.reloading.map((child) => child.start()));
  report(`Portal on ${settings.portalOrigin}`);
}

function childrenOf({ clerk, api, portal, reloading }: Programs): Child[] {
  return [...(clerk ? [clerk] : []), api, portal, ...reloading];
}

async function requirePorts({ ports, usesStandIn }: StackSettings, watch: boolean): Promise<void> {
  await requireFreePort(ports.portal, 'the portal', 'PORTAL_PORT');
  if (watch) await requireFreePort(settingsPort(ports.portal), "the portal's settings", 'PORTAL_PORT');
  await requireFreePort(ports.api, 'the API', 'API_PORT');
  if (usesStandIn) await requireFreePort(ports.clerk, 'the Clerk stand-in', 'CLERK_PORT');
}
