import { type PortalSettings } from './portal-settings.ts';

/** What `/config.json` tells the portal of its environment. */
export interface PortalConfig {
  apiUrl: string;
  clerkPublishableKey: string;
  clerkProxyUrl: string | null;
  inboxUrl: string | null;
}

export function portalConfig(settings: PortalSettings): PortalConfig {
  return {
    apiUrl: settings.apiUrl,
    clerkPublishableKey: settings.clerkPublishableKey,
    clerkProxyUrl: settings.clerkProxyTarget === null ? null : '/__clerk',
    inboxUrl: settings.inboxUrl,
  };
}
