import { contentSecurityPolicy } from './content-security-policy.ts';
import { frontendApiHost, type PortalSettings } from './portal-settings.ts';

/** The headers of every answer of the portal, whoever serves it. docs/security-headers.md says what each is for. */
export function securityHeaders(settings: PortalSettings): Record<string, string> {
  const host = frontendApiHost(settings.clerkPublishableKey);
  return {
    'content-security-policy': contentSecurityPolicy({
      apiOrigin: new URL(settings.apiUrl).origin,
      clerkOrigin: settings.clerkProxyTarget === null ? `https://${host ?? ''}` : null,
      botProtection: settings.botProtection,
    }),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(settings.clerkProxyTarget === null && {
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    }),
  };
}
