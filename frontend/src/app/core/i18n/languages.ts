import { LANGUAGES, type Language } from '#contracts/user.js';

const STORED = 'bharatprint.language';

/** Each language's own name and the locale its numbers and dates follow. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', hi: 'हिन्दी' };
export const LOCALES: Record<Language, string> = { en: 'en-IN', hi: 'hi-IN' };

/** The language chosen on this device, else the first of the browser's that the portal speaks, else English. */
export function firstLanguage(): Language {
  const wanted = [chosenLanguage(), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  return wanted.find(isLanguage) ?? 'en';
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // Storage may be switched off: the choice then lasts as long as the page.
  }
}

/** What was chosen on this device; null when nobody has. */
export function chosenLanguage(): Language | null {
  try {
    const stored = localStorage.getItem(STORED);
    return isLanguage(stored) ? stored : null;
  } catch {
    // Storage may be switched off: the browser's languages decide.
    return null;
  }
}

function isLanguage(tag: string | null): tag is Language {
  return LANGUAGES.some((language) => language === tag);
}
