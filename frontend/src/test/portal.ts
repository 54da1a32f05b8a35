import { type EnvironmentProviders, type Provider } from '@angular/core';
import { ClerkSession } from '../app/core/auth/clerk-session.js';
import { PORTAL_CONFIG, type PortalConfig } from '../app/core/config/portal-config.js';
import { account } from '../app/core/i18n/en/account.js';
import { entry } from '../app/core/i18n/en/entry.js';
import { failures } from '../app/core/i18n/en/failures.js';
import { invitation } from '../app/core/i18n/en/invitation.js';
import { steps } from '../app/core/i18n/en/steps.js';
import { FIRST_SPEECH } from '../app/core/i18n/translator.js';
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
    {
      provide: FIRST_SPEECH,
      useValue: { language: 'en', sentences: [entry, steps, failures, account, invitation] },
    },
  ];
}
