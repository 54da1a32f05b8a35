import { type Volume } from './translator.js';

/** What is said when something fails. */
export const FAILURE_SENTENCES: Volume = {
  en: async () => (await import('./failures-en.js')).failuresEn,
  hi: async () => (await import('./failures-hi.js')).failuresHi,
};

/** What the account's pages say. */
export const ACCOUNT_SENTENCES: Volume = {
  en: async () => (await import('./account-en.js')).accountEn,
  hi: async () => (await import('./account-hi.js')).accountHi,
};
