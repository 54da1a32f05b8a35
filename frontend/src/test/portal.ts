import { type EnvironmentProviders, type Provider } from '@angular/core';
import { ClerkSession } from '../app/core/auth/clerk-session.js';
import { PORTAL_CONFIG, type PortalConfig } from '../app/core/config/portal-config.js';
import { type FakeClerk } from './fake-clerk.js';

const CONFIG: PortalConfig = {
  apiUrl: 'https://api.test',
  clerkPublishableKey: 'pk_test_x',
  clerkProxyUrl: null,
  inboxUrl: null,
};

/** What every page of the portal needs, with Clerk played by a fake. */
export function providePortal(
  clerk: FakeClerk,
  config: Partial<PortalConfig> = {},
): (Provider | EnvironmentProviders)[] {
  return [
    { provide: PORTAL_CONFIG, useValue: { ...CONFIG, ...config } },
    { provide: ClerkSession, useValue: clerk },
  ];
}
