import { type EnvironmentProviders, type Provider } from '@angular/core';
import { ClerkSession } from '../app/core/auth/clerk-session.js';
import { PORTAL_CONFIG, type PortalConfig } from '../app/core/config/portal-config.js';
import { accountEn } from '../app/core/i18n/account-en.js';
import { failuresEn } from '../app/core/i18n/failures-en.js';
import { invitationEn } from '../app/core/i18n/invitation-en.js';
import { en } from '../app/core/i18n/en.js';
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
      useValue: { language: 'en', sentences: [en, failuresEn, accountEn, invitationEn] },
    },
  ];
}
