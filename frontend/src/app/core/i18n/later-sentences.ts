import { type Volume } from './translator.js';

/** What is said when something fails. */
export const FAILURE_SENTENCES: Volume = {
  en: async () => (await import('./failures-en.js')).failuresEn,
  hi: async () => (await import('./failures-hi.js')).failuresHi,
};

/** What is said of an invitation code on the way in. */
export const INVITATION_SENTENCES: Volume = {
  en: async () => (await import('./invitation-en.js')).invitationEn,
  hi: async () => (await import('./invitation-hi.js')).invitationHi,
};

/** What the account's pages say. */
export const ACCOUNT_SENTENCES: Volume = {
  en: async () => (await import('./account-en.js')).accountEn,
  hi: async () => (await import('./account-hi.js')).accountHi,
};
