import { InjectionToken } from '@angular/core';

/** What `/config.json` says about the environment this portal was put into. */
export interface PortalConfig {
  /** The API's origin, without a trailing slash. */
  apiUrl: string;
  clerkPublishableKey: string;
  /** Where Clerk's Frontend API is proxied on our own origin; null when Clerk is reached directly. */
  clerkProxyUrl: string | null;
  /** The page that shows codes in local mode; null everywhere else. */
  inboxUrl: string | null;
}

export const PORTAL_CONFIG = new InjectionToken<PortalConfig>('PORTAL_CONFIG');
