import { type LanguageEntry } from '../app/core/i18n/language-entry.js';
import { LANGUAGE_ENTRIES, type LanguageRegistry } from '../app/core/i18n/language-entries.js';

/** ISO 639's first code for private use. */
export const PSEUDO = 'qaa' as 'en';

const OPEN = '⟦';
const CLOSE = '⟧';

/** English in brackets: what stays without them on a page does not come from the dictionary. */
const pseudo: LanguageEntry = {
  name: 'Pseudo',
  locale: 'en-IN',
  volumes: {
    entry: async () => bracketed(await LANGUAGE_ENTRIES.en.volumes.entry()),
    steps: async () => bracketed(await LANGUAGE_ENTRIES.en.volumes.steps()),
    failures: async () => bracketed(await LANGUAGE_ENTRIES.en.volumes.failures()),
    invitation: async () => bracketed(await LANGUAGE_ENTRIES.en.volumes.invitation()),
    account: async () => bracketed(await LANGUAGE_ENTRIES.en.volumes.account()),
    admin: async () => bracketed(await LANGUAGE_ENTRIES.en.volumes.admin()),
  },
};

export const WITH_PSEUDO = Object.assign({}, LANGUAGE_ENTRIES, {
  [PSEUDO]: pseudo,
}) satisfies LanguageRegistry;

/** What a text shows that no dictionary said. */
export function outsideBrackets(text: string): string {
  return text.replace(/⟦[^⟦⟧]*⟧/gu, '').trim();
}

function bracketed<T extends object>(texts: T): T {
  const pairs = Object.entries(texts).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === 'string' ? `${OPEN}${value}${CLOSE}` : bracketed(value as object),
  ]);
  return Object.fromEntries(pairs) as T;
}
