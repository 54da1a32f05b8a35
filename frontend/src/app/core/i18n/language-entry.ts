import { type Dictionary } from './dictionary.js';

/** One language of the portal: everything that has to be said about it to have it spoken. */
export interface LanguageEntry {
  /** Its name in itself, so that one finds it from within any other language. */
  name: string;
  /** The BCP 47 locale its numbers, dates and plurals follow. */
  locale: string;
  /** Each volume is fetched when a page needs it. */
  volumes: { [Name in keyof Dictionary]: () => Promise<Dictionary[Name]> };
}
