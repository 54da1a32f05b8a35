import { LOCAL_PUBLISHABLE_KEY } from '../clerk/options.ts';
import { Failure } from '../failure.ts';
import { type LocalSecrets } from './secrets.ts';

export interface Ports {
  portal: number;
  api: number;
  clerk: number;
  postgres: number;
}

/** What the stack runs with: its own parts, or the outside ones that the environment names. */
export interface StackSettings {
  ports: Ports;
  /** False when `DATABASE_URL` names a server of the developer's own. */
  usesEmbeddedPostgres: boolean;
  databaseUrl: string;
  /** Null when the developer's own database is migrated elsewhere. */
  migrationUrl: string | null;
  clerk: {
    publishableKey: string;
    secretKey: string;
    jwksUrl: string;
    apiUrl: string | null;
    webhookSecret: string | null;
  };
  /** False when the environment names a real Clerk instance. */
  usesStandIn: boolean;
  portalOrigin: string;
  apiUrl: string;
}

export const DATABASE_NAME = 'bharatprint';

/** `NAME=` in an .env means "not set". */
export function withoutBlanks(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
}

/**
 * Reads the ports, each changeable by a variable of its own.
 * @throws Failure naming the variable that holds no port
 */
export function portsFrom(env: NodeJS.ProcessEnv): Ports {
  const port = (name: string, usual: number): number => {
    const value = Number(env[name] ?? usual);
    if (Number.isInteger(value) && value > 0 && value < 65_536) return value;
    throw new Failure(`${name} is not a port number: give it a number from 1 to 65535, or leave it out.`);
  };
  const ports = {
    portal: port('PORTAL_PORT', 3000),
    api: port('API_PORT', 8000),
    clerk: port('CLERK_PORT', 4000),
    postgres: port('POSTGRES_PORT', 5433),
  };
  if (new Set(Object.values(ports)).size === 4) return ports;
  throw new Failure(
    'Two parts have the same port: give PORTAL_PORT, API_PORT, CLERK_PORT and POSTGRES_PORT different numbers.',
  );
}

/**
 * Decides between the laptop's own parts and outside ones.
 * @throws Failure when only half of an outside part is named
 */
export function stackSettings(env: NodeJS.ProcessEnv, ports: Ports, secrets: LocalSecrets): StackSettings {
  const embeddedUrl = (role: string, password: string): string =>
    `postgresql://${role}:${password}@127.0.0.1:${ports.postgres}/${DATABASE_NAME}`;
  const ownDatabaseUrl = env['DATABASE_URL'];
  return {
    ports,
    usesEmbeddedPostgres: !ownDatabaseUrl,
    databaseUrl: ownDatabaseUrl ?? embeddedUrl('bharatprint_api', secrets.apiPassword),
    migrationUrl: ownDatabaseUrl
      ? (env['DATABASE_MIGRATION_URL'] ?? null)
      : embeddedUrl('bharatprint_owner', secrets.ownerPassword),
    portalOrigin: `http://localhost:${ports.portal}`,
    apiUrl: `http://localhost:${ports.api}`,
    ...clerkSettings(env, ports, secrets),
  };
}

function clerkSettings(
  env: NodeJS.ProcessEnv,
  ports: Ports,
  secrets: LocalSecrets,
): Pick<StackSettings, 'clerk' | 'usesStandIn'> {
  const publishableKey = env['CLERK_PUBLISHABLE_KEY'];
  const secretKey = env['CLERK_SECRET_KEY'];
  if (Boolean(publishableKey) !== Boolean(secretKey)) {
    throw new Failure(
      'A real Clerk instance needs both CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY: set both or neither.',
    );
  }
  if (publishableKey && secretKey) {
    const host = Buffer.from(publishableKey.replace(/^pk_(test|live)_/, ''), 'base64')
      .toString()
      .replace('$', '');
    return {
      usesStandIn: false,
      clerk: {
        publishableKey,
        secretKey,
        jwksUrl: env['CLERK_JWKS_URL'] ?? `https://${host}/.well-known/jwks.json`,
        apiUrl: env['CLERK_API_URL'] ?? null,
        webhookSecret: env['CLERK_WEBHOOK_SIGNING_SECRET'] ?? null,
      },
    };
  }
  const standIn = `http://127.0.0.1:${ports.clerk}`;
  return {
    usesStandIn: true,
    clerk: {
      publishableKey: LOCAL_PUBLISHABLE_KEY,
      secretKey: secrets.clerkSecretKey,
      jwksUrl: `${standIn}/.well-known/jwks.json`,
      apiUrl: standIn,
      webhookSecret: secrets.webhookSecret,
    },
  };
}
