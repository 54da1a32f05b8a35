import { type Volume } from './translator.js';

/** What the pages of administrators say; apart from the other volumes, so that nobody else fetches a line of it. */
export const ADMIN_SENTENCES: Volume = {
  en: async () => (await import('./admin-en.js')).adminEn,
  hi: async () => (await import('./admin-hi.js')).adminHi,
};
