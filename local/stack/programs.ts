import { join } from 'node:path';
import { NX } from '../nx.ts';
import { Child } from './child.ts';
import {
  apiEnvironment,
  devServerEnvironment,
  portalEnvironment,
  standInEnvironment,
} from './environments.ts';
import { type LocalSecrets } from './secrets.ts';
import { type StackSettings } from './settings.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const TSC = 'node_modules/typescript/bin/tsc';

export interface ProgramOptions {
  settings: StackSettings;
  secrets: LocalSecrets;
  dataDir: string;
  env: NodeJS.ProcessEnv;
  /** Code is compiled again when it changes, and what runs it restarts. */
  watch: boolean;
}

/** The Node programs of a stack, in the order they start; the later ones need the earlier. */
export interface Programs {
  /** Null when the environment names a real Clerk instance. */
  clerk: Child | null;
  api: Child;
  portal: Child;
  /** Compiler and dev server; empty unless the stack watches. */
  reloading: Child[];
}

/** While watching, Angular's dev server has the portal's port and asks the portal's server for the settings alone. */
export function settingsPort(portalPort: number): number {
  return portalPort + 1;
}

/** Describes the programs without starting any. */
export function programsOf(options: ProgramOptions): Programs {
  const { settings, secrets, dataDir, env, watch } = options;
  const { ports } = settings;
  const program = (
    name: string,
    args: string[],
    environment: Record<string, string>,
    readyUrl: string | null,
  ): Child =>
    new Child({
      name,
      args,
      env: environment,
      cwd: ROOT,
      logFile: join(dataDir, 'logs', `${name}.log`),
      readyUrl,
    });

  const standIn = standInEnvironment(settings, dataDir);
  const portalPort = watch ? settingsPort(ports.portal) : ports.portal;
  const portal = { ...portalEnvironment(settings, env), PORT: String(portalPort) };
  return {
    clerk: settings.usesStandIn
      ? program('clerk', ['local/clerk/main.ts'], standIn, settings.clerk.jwksUrl)
      : null,
    api: program(
      'api',
      [
        ...(watch ? ['--watch', '--watch-preserve-output'] : []),
        '--enable-source-maps',
        // What the compiler writes is there a moment after a file is saved; the bundle of it would be later.
        watch ? 'dist/backend/src/main.js' : 'dist/api/main.js',
      ],
      apiEnvironment(settings, secrets, env),
      `http://127.0.0.1:${ports.api}/health/ready`,
    ),
    portal: program('portal', ['frontend/server/main.ts'], portal, `http://127.0.0.1:${portalPort}/healthz`),
    reloading: watch
      ? [
          program(
            'compiler',
            [TSC, '-p', 'backend/tsconfig.build.json', '--watch', '--preserveWatchOutput'],
            {},
            null,
          ),
          program(
            'dev-server',
            [NX, 'run', 'frontend:serve', `--port=${ports.portal}`],
            devServerEnvironment(settings, portalPort),
            settings.portalOrigin,
          ),
        ]
      : [],
  };
}
