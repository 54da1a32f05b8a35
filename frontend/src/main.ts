// Small, so that it runs while the portal's own code is still on its way, and asks for the first page beside it.
import { readSharedSession } from './app/core/auth/stored-session.js';
import { loadPortalConfig } from './app/core/config/load-portal-config.js';
import { firstLanguage } from './app/core/i18n/languages.js';
import { fetchAhead, fetchWordsAhead } from './app/fetch-ahead.js';

const language = firstLanguage();
const config = loadPortalConfig().catch(() => null);
const session = readSharedSession();
fetchWordsAhead(language);
if (session) fetchAhead(location.pathname, { token: session.token, language }, config);
const { start } = await import('./app/start.js');
await start(language, config);
