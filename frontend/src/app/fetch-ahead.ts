import { type Language } from '#contracts/user.js';
import { LANGUAGE_ENTRIES } from './core/i18n/language-registry.js';

/**
 * Asks at once for all that a signed-in owner's first page consists of: the router would ask for the routes, then for
 * their words, then for the page, each a round trip after the other. It asks again all the same, and tells what fails.
 */
export function fetchAhead(path: string, language: Language): void {
  const { account, steps, failures } = LANGUAGE_ENTRIES[language].volumes;
  const parts = [import('./account.routes.js'), account(), steps(), failures(), pageAt(path)];
  for (const part of parts) part.catch(() => undefined);
}

/** The pages that are opened by themselves: from the home screen, a bookmark, a reload. */
async function pageAt(path: string): Promise<unknown> {
  switch (path) {
    case '/':
    case '/dashboard':
      return import('./features/dashboard/dashboard-page.js');
    case '/referrals':
      return import('./features/referrals/referrals-page.js');
    case '/profile':
      return import('./features/profile/profile-page.js');
    default:
      return null;
  }
}
