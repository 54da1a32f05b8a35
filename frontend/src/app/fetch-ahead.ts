import { type Language } from '#contracts/user.js';
import { askAhead } from './core/api/asked-ahead.js';
import { type PortalConfig } from './core/config/portal-config.js';
import { LANGUAGE_ENTRIES } from './core/i18n/language-entries.js';

interface FirstPage {
  code: () => Promise<unknown>;
  /** What it reads of the API. */
  reads: readonly string[];
}

const dashboard: FirstPage = {
  code: () => import('./features/dashboard/dashboard-page.js'),
  reads: ['/users/me'],
};

/** The pages that are opened by themselves, by their paths: from the home screen, a bookmark, a reload. */
const FIRST_PAGES: Readonly<Record<string, FirstPage>> = {
  '/': dashboard,
  '/dashboard': dashboard,
  '/referrals': {
    code: () => import('./features/referrals/referrals-page.js'),
    reads: ['/referrals/me', '/referrals/me/standing'],
  },
  '/profile': { code: () => import('./features/profile/profile-page.js'), reads: ['/users/me'] },
};

/** What the way in says, in a language that does not travel with the portal. */
export function fetchWordsAhead(language: Language): void {
  // Asked for again by who speaks it, who also says what to do without it.
  LANGUAGE_ENTRIES[language].volumes.entry().catch(() => undefined);
}

/**
 * Asks at once for all that a signed-in owner's first page consists of: the router would ask for the routes, then for
 * their words, then for the page, and the page for its figures, each a round trip after the other. They ask again all
 * the same, and tell what fails.
 * @param reader the app token, and the language that is spoken
 */
export function fetchAhead(
  path: string,
  { token, language }: { token: string; language: Language },
  arriving: Promise<PortalConfig | null>,
): void {
  const page = FIRST_PAGES[path];
  const { account, steps, failures } = LANGUAGE_ENTRIES[language].volumes;
  const parts = [import('./account.routes.js'), account(), steps(), failures(), page?.code()];
  for (const part of parts) part?.catch(() => undefined);
  void arriving.then((config) => {
    if (config) for (const read of page?.reads ?? []) askAhead(config.apiUrl + read, token);
  });
}
