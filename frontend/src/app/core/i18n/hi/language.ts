import { type LanguageEntry } from '../language-entry.js';

export const hindi: LanguageEntry = {
  name: 'हिन्दी',
  locale: 'hi-IN',
  volumes: {
    entry: async () => (await import('./entry.js')).entry,
    steps: async () => (await import('./steps.js')).steps,
    failures: async () => (await import('./failures.js')).failures,
    invitation: async () => (await import('./invitation.js')).invitation,
    account: async () => (await import('./account.js')).account,
    admin: async () => (await import('./admin.js')).admin,
  },
};
