import { Buffer } from 'node:buffer';
import { join } from 'node:path';

/** What differs between environments; one build of the portal serves them all. */
export interface PortalSettings {
  port: number;
  host: string;
  /** Folder of the built portal. */
  root: string;
  apiUrl: string;
  clerkPublishableKey: string;
  /** Where `/__clerk` is proxied to: the local stand-in only, never set in production. */
  clerkProxyTarget: string | null;
  /** The stand-in's phone inbox, shown as a hint in local mode. */
  inboxUrl: string | null;
  botProtection: boolean;
  /** Off takes the service worker from every browser that has it; docs/operations.md says when. */
  serviceWorker: boolean;
}

/**
 * Reads the settings from environment variables.
 * @throws Error naming the variables that are missing or wrong, never their values
 */
export function readPortalSettings(env: NodeJS.ProcessEnv): PortalSettings {
  const wrong: string[] = [];
  const url = (name: string): string | null => {
    const value = env[name];
    if (value === undefined || value === '') return null;
    if (!URL.canParse(value)) wrong.push(name);
    return value;
  };

  const apiUrl = url('API_URL');
  const clerkPublishableKey = env['CLERK_PUBLISHABLE_KEY'] ?? '';
  const clerkProxyTarget = url('CLERK_PROXY_TARGET');
  const inboxUrl = url('INBOX_URL');
  const port = Number(env['PORT'] ?? 3000);
  if (apiUrl === null) wrong.push('API_URL');
  if (frontendApiHost(clerkPublishableKey) === null) wrong.push('CLERK_PUBLISHABLE_KEY');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) wrong.push('PORT');
  if (env['NODE_ENV'] === 'production' && clerkProxyTarget !== null) wrong.push('CLERK_PROXY_TARGET');
  if (wrong.length > 0 || apiUrl === null) throw new Error(`Missing or wrong: ${wrong.join(', ')}`);

  return {
    port,
    host: env['HOST'] ?? '0.0.0.0',
    root: env['PORTAL_ROOT'] ?? join(import.meta.dirname, '..', '..', 'dist', 'frontend', 'browser'),
    apiUrl: apiUrl.replace(/\/+$/, ''),
    clerkPublishableKey,
    clerkProxyTarget,
    inboxUrl,
    botProtection: env['CLERK_BOT_PROTECTION'] === 'true',
    serviceWorker: env['SERVICE_WORKER'] !== 'off',
  };
}

/** The Frontend API host inside a publishable key (`pk_test_` + base64 of `<host>$`, per Clerk's docs), or null. */
export function frontendApiHost(publishableKey: string): string | null {
  const encoded = /^pk_(?:test|live)_([A-Za-z0-9+/=_-]+)$/.exec(publishableKey)?.[1];
  if (encoded === undefined) return null;
  return /^([a-z0-9.-]+\.[a-z0-9.-]+)\$$/i.exec(Buffer.from(encoded, 'base64').toString())?.[1] ?? null;
}
