import { LANGUAGES, type Language } from '#contracts/user.js';

const STORED = 'bharatprint.language';
const CHOICE = 'bharatprint.language-choice';

/** How long a choice made before signing in is taken for the choice of whoever signs in: a counter's PC has many users. */
const CHOICE_COUNTS_MS = 86_400_000;

/** The language spoken last on this device, else the first of the browser's that the portal speaks, else English. */
export function firstLanguage(): Language {
  const wanted = [read(STORED), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  return wanted.find(isLanguage) ?? 'en';
}

export function rememberLanguage(language: Language): void {
  change((storage) => storage.setItem(STORED, language));
}

/** Notes that the language was chosen by hand here, until the owner's profile has it. */
export function noteChoice(language: Language): void {
  change((storage) => storage.setItem(CHOICE, `${language} ${Date.now()}`));
}

export function forgetChoice(): void {
  change((storage) => storage.removeItem(CHOICE));
}

/** What was chosen by hand here within the last day and no profile has been told; null when that is nothing. */
export function untoldChoice(): Language | null {
  const [language, at] = (read(CHOICE) ?? '').split(' ');
  const isFresh = Math.abs(Date.now() - Number(at)) < CHOICE_COUNTS_MS;
  return isFresh && isLanguage(language) ? language : null;
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage may be switched off: the browser's languages decide.
    return null;
  }
}

function change(write: (storage: Storage) => void): void {
  try {
    write(localStorage);
  } catch {
    // Storage may be switched off: the choice then lasts as long as the page.
  }
}

function isLanguage(tag: string | null | undefined): tag is Language {
  return LANGUAGES.some((language) => language === tag);
}
