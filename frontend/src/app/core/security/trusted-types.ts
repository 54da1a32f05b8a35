/** As much of the Trusted Types API as is used here; TypeScript's DOM library does not describe it yet. */
interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string, type: string, sink: string) => string | null },
  ): unknown;
}

const CAPTCHA_ORIGIN = 'https://challenges.cloudflare.com';

/**
 * Lets Clerk's script load under `require-trusted-types-for 'script'`, and nothing else: the page holds the app token,
 * so strings may become neither HTML nor code. Angular brings policies of its own.
 */
export function installTrustedTypesPolicy(): void {
  const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  factory?.createPolicy('default', {
    createScriptURL: (url, _type, sink) => (isAllowedScriptUrl(url, sink, location.origin) ? url : null),
  });
}

/** Whether a plain string may be used as a script's address in that sink (`Worker constructor`, …). */
export function isAllowedScriptUrl(url: string, sink: string, origin: string): boolean {
  // Clerk refreshes its session token from a worker it makes out of a blob of our own origin.
  if (url.startsWith('blob:')) return sink.startsWith('Worker') && url.startsWith(`blob:${origin}/`);
  if (!URL.canParse(url, origin)) return false;
  const { origin: from, pathname } = new URL(url, origin);
  if (sink.startsWith('ServiceWorker')) return from === origin && pathname === '/service-worker.js';
  // Clerk's bot protection; the content security policy blocks it too unless an instance needs it.
  if (from === CAPTCHA_ORIGIN) return pathname.startsWith('/turnstile/');
  return from === origin && pathname.startsWith('/clerk/') && pathname.endsWith('.js');
}
