import { type Language } from '#contracts/user.js';
import { english } from './en/language.js';
import { hindi } from './hi/language.js';
import { type LanguageEntry } from './language-entry.js';

export type LanguageRegistry = Readonly<Record<Language, LanguageEntry>>;

/** The languages of the portal; CONTRIBUTING.md says what one more takes. */
export const LANGUAGE_ENTRIES: LanguageRegistry = { en: english, hi: hindi };
