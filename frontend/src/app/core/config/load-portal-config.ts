import { type PortalConfig } from './portal-config.js';

const PATIENCE_MS = 8_000;

/**
 * Reads the portal's settings. The request matches the preload in index.html, so it is usually answered already.
 * @throws when they do not arrive within 8 s or are not what they should be
 */
export async function loadPortalConfig(): Promise<PortalConfig> {
  const answer = await fetch('/config.json', {
    credentials: 'same-origin',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!answer.ok) throw new Error(`config.json answered ${answer.status}`);
  return readConfig(await answer.json());
}

function readConfig(json: unknown): PortalConfig {
  const { apiUrl, clerkPublishableKey, clerkProxyUrl, inboxUrl } = (json ?? {}) as Record<string, unknown>;
  if (typeof apiUrl !== 'string' || typeof clerkPublishableKey !== 'string') {
    throw new Error('config.json lacks apiUrl or clerkPublishableKey');
  }
  return {
    apiUrl: apiUrl.replace(/\/+$/, ''),
    clerkPublishableKey,
    clerkProxyUrl: textOrNull(clerkProxyUrl),
    inboxUrl: textOrNull(inboxUrl),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
