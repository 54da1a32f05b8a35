export interface PolicySources {
  /** Where the portal sends API calls, for example `https://api.example.in`. */
  apiOrigin: string;
  /** Clerk's Frontend API, `https://<host of the publishable key>`; null when it is proxied on our own origin. */
  clerkOrigin: string | null;
  /** Clerk's bot protection draws a Cloudflare widget; off unless the Clerk instance has it on. */
  botProtection: boolean;
}

const CAPTCHA_ORIGIN = 'https://challenges.cloudflare.com';

/**
 * The Content-Security-Policy of every page. Scripts and styles come from our own origin only, without
 * `unsafe-inline` or `unsafe-eval`, and script sinks take Trusted Types only, because the app token lies in
 * localStorage and any injected script could read it. `blob:` workers are Clerk's token poller.
 */
export function contentSecurityPolicy({ apiOrigin, clerkOrigin, botProtection }: PolicySources): string {
  const captcha = botProtection ? [CAPTCHA_ORIGIN] : [];
  const directives: Record<string, string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...captcha],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", apiOrigin, ...(clerkOrigin === null ? [] : [clerkOrigin])],
    'worker-src': ["'self'", 'blob:'],
    'frame-src': captcha.length > 0 ? captcha : ["'none'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['angular', 'angular#bundler', 'default'],
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}
