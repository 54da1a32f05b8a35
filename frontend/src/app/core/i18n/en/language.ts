import { type LanguageEntry } from '../language-entry.js';
import { entry } from './entry.js';

export const english: LanguageEntry = {
  name: 'English',
  locale: 'en-IN',
  volumes: {
    // Travels with the portal, being what is spoken when another language does not arrive.
    entry: () => Promise.resolve(entry),
    steps: async () => (await import('./steps.js')).steps,
    failures: async () => (await import('./failures.js')).failures,
    invitation: async () => (await import('./invitation.js')).invitation,
    account: async () => (await import('./account.js')).account,
    admin: async () => (await import('./admin.js')).admin,
  },
};
