import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile, writeJsonFileAtOnce } from './state/json-file.ts';
import { type SettingsPatch } from './settings.ts';

export interface ClerkOptions {
  /** 0 takes any free port. Default 4000. */
  port?: number;
  /** Loopback only: `127.0.0.1` (default), `::1` or `localhost`. */
  host?: string;
  /** Where users, sessions and the RSA key live. Default `.local/clerk`. */
  dataDir?: string;
  /** Origins whose pages may sign in; none means any. */
  portalOrigins?: string[];
  publishableKey?: string;
  /** Made and kept in `dataDir` when missing; so is the webhook secret. */
  secretKey?: string;
  /** Receiver of webhooks; without one none are sent. */
  webhookUrl?: string;
  webhookSecret?: string;
  settings?: SettingsPatch;
  /** Told, in one line each, what a developer should know. Default: nobody. */
  log?: (line: string) => void;
}

export interface ClerkIdentity {
  publishableKey: string;
  /** The host inside the publishable key, which names the instance. */
  frontendApi: string;
  issuer: string;
  secretKey: string;
  webhookSecret: string;
}

/** A start that must not happen. The message is one line and says the remedy. */
export class StartRefused extends Error {}

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', 'localhost'];
/** The stand-in's own key; its host names the issuer of every token made on a laptop. */
export const LOCAL_PUBLISHABLE_KEY = `pk_test_${Buffer.from('clerk.bharatprint.localhost$').toString('base64')}`;

/** Refuses whatever could put the stand-in where Clerk belongs: it lets anybody in who reads the inbox. */
export function refuseUnsafe(options: ClerkOptions, nodeEnv: string | undefined): void {
  if (nodeEnv === 'production') {
    throw new StartRefused('The Clerk stand-in never runs with NODE_ENV=production: use Clerk itself there.');
  }
  if (options.publishableKey?.startsWith('pk_live_') || options.secretKey?.startsWith('sk_live_')) {
    throw new StartRefused(
      'The Clerk stand-in refuses live keys (pk_live_, sk_live_): give it test keys or none.',
    );
  }
  if (options.host !== undefined && !LOOPBACK_HOSTS.includes(options.host)) {
    throw new StartRefused(
      `The Clerk stand-in listens on loopback only, not on ${options.host}: use 127.0.0.1.`,
    );
  }
}

/** The instance's keys: the given ones, else those made at the first start and kept. */
export function identityOf(options: ClerkOptions, dataDir: string): ClerkIdentity {
  refuseClosedFolder(dataDir);
  const publishableKey = options.publishableKey ?? LOCAL_PUBLISHABLE_KEY;
  const frontendApi = frontendApiOf(publishableKey);
  const kept = keptSecrets(dataDir, options.log ?? (() => undefined));
  const secretKey = options.secretKey ?? kept.secretKey;
  const webhookSecret = options.webhookSecret ?? kept.webhookSecret;
  if (!secretKey.startsWith('sk_test_')) {
    throw new StartRefused('The secret key must start with sk_test_.');
  }
  return { publishableKey, frontendApi, issuer: `https://${frontendApi}`, secretKey, webhookSecret };
}

function frontendApiOf(publishableKey: string): string {
  const decoded = Buffer.from(publishableKey.replace(/^pk_test_/, ''), 'base64').toString('utf8');
  const host = /^([a-z0-9-]+(?:\.[a-z0-9-]+)+)\$$/.exec(decoded)?.[1];
  if (!publishableKey.startsWith('pk_test_') || host === undefined) {
    throw new StartRefused('The publishable key must be pk_test_ and the base64 of a host name and "$".');
  }
  return host;
}

function refuseClosedFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new StartRefused(
      `${dataDir} cannot be written (${reason}): make it yours or remove it, and start again.`,
    );
  }
}

interface KeptSecrets {
  secretKey: string;
  webhookSecret: string;
}

function keptSecrets(dataDir: string, log: (line: string) => void): KeptSecrets {
  const file = join(dataDir, 'secrets.json');
  const saved = readJsonFile(file, log) as Partial<KeptSecrets> | null | undefined;
  if (typeof saved?.secretKey === 'string' && typeof saved.webhookSecret === 'string') {
    return { secretKey: saved.secretKey, webhookSecret: saved.webhookSecret };
  }
  const made = {
    secretKey: `sk_test_${randomBytes(30).toString('base64url')}`,
    webhookSecret: `whsec_${randomBytes(24).toString('base64')}`,
  };
  writeJsonFileAtOnce(file, made);
  return made;
}
