import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestBed } from '@angular/core/testing';
import { ERROR_STATUS } from '#contracts/error-codes.js';
import { CLERK_ERROR_CODES } from '../auth/clerk-error-codes.js';
import { accountEn } from './account-en.js';
import { accountHi } from './account-hi.js';
import { adminEn } from './admin-en.js';
import { adminHi } from './admin-hi.js';
import { ACCOUNT_SENTENCES } from './later-sentences.js';
import { en } from './en.js';
import { failuresEn } from './failures-en.js';
import { failuresHi } from './failures-hi.js';
import { hi } from './hi.js';
import { firstLanguage } from './languages.js';
import { Translator } from './translator.js';

/** Every sentence by its dotted key. */
function flat(texts: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string'
        ? [[prefix + key, value] as const]
        : [...flat(value as object, `${prefix}${key}.`)],
    ),
  );
}

const gaps = (text: string): string[] => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]!).sort();

beforeEach(() => localStorage.clear());

const english = new Map([...flat(en), ...flat(failuresEn), ...flat(accountEn), ...flat(adminEn)]);
const hindi = new Map([...flat(hi), ...flat(failuresHi), ...flat(accountHi), ...flat(adminHi)]);

describe('the languages', () => {
  it.each([
    ['on the way in', hi, en],
    ['of failures', failuresHi, failuresEn],
    ['in the account', accountHi, accountEn],
    ['to administrators', adminHi, adminEn],
  ])('say the same things %s', (_where, inHindi, inEnglish) => {
    expect([...flat(inHindi).keys()].sort()).toEqual([...flat(inEnglish).keys()].sort());
  });

  it('say nothing twice', () => {
    const each = [en, failuresEn, accountEn, adminEn].flatMap((part) => [...flat(part).keys()]);
    expect(each.filter((key, place) => each.indexOf(key) !== place)).toEqual([]);
  });

  it('leave no sentence empty and fill in the same gaps', () => {
    for (const [key, text] of hindi) {
      expect(`${key}: ${text.trim()}`).not.toBe(`${key}: `);
      expect([key, gaps(text)]).toEqual([key, gaps(english.get(key)!)]);
    }
  });

  it('have Hindi in Hindi', () => {
    const untranslated = [...hindi].filter(
      ([key, text]) => key !== 'brand.name' && !/[\u0900-\u097f]/.test(text),
    );
    expect(untranslated).toEqual([]);
  });

  it.each([
    ...Object.keys(ERROR_STATUS).map((code) => `api.${code}`),
    ...CLERK_ERROR_CODES.map((code) => `clerk.${code}`),
  ])('have words for %s', (key) => {
    expect(english.has(key)).toBe(true);
  });
});

/** What is on screen before anything but the way in has arrived. */
const FIRST_SCREENS = [
  'core/config/start-failed.ts',
  'core/errors/crash-notice.ts',
  'core/layout/boot-screen.ts',
  'core/layout/brand-link.ts',
  'core/layout/entry-layout.html',
  'core/layout/entry-layout.ts',
  'core/layout/language-switch.ts',
  'core/verification/code-form.html',
  'core/verification/code-form.ts',
  'core/verification/phone-field.html',
  'core/verification/phone-field.ts',
  'entry.routes.ts',
  'features/not-found/not-found-page.ts',
  'features/sign-in/code-step.ts',
  'features/sign-in/finish-step.html',
  'features/sign-in/finish-step.ts',
  'features/sign-in/phone-step.html',
  'features/sign-in/phone-step.ts',
];

describe('the way in', () => {
  it.each(FIRST_SCREENS)('says in %s only what has arrived with it', (file) => {
    const code = readFileSync(join(__dirname, '..', '..', file), 'utf8');
    const later = new Set([...flat(failuresEn).keys(), ...flat(accountEn).keys()]);
    const said = [...code.matchAll(/'([a-zA-Z]+(?:\.[\w.]+)+)'/g)].map((match) => match[1]!);
    expect(said.filter((key) => later.has(key))).toEqual([]);
  });
});

describe(Translator.name, () => {
  it('switches in place and tells the page', async () => {
    const translator = TestBed.inject(Translator);
    expect(translator.t('phone.label')).toBe('Mobile number');
    await translator.speak('hi');
    TestBed.tick();
    expect(translator.t('phone.label')).toBe('मोबाइल नंबर');
    expect(document.documentElement.lang).toBe('hi');
    expect(firstLanguage()).toBe('hi');
  });

  it('learns the account in the language that is spoken', async () => {
    const translator = TestBed.inject(Translator);
    await translator.speak('hi');
    expect(translator.knows('profile.save')).toBe(false);
    await translator.learn(ACCOUNT_SENTENCES);
    expect(translator.t('profile.save')).toBe('बदलाव सेव करें');
    await translator.speak('en');
    expect(translator.t('profile.save')).toBe('Save changes');
  });

  it('knows the account also when the language is switched while it arrives', async () => {
    const translator = TestBed.inject(Translator);
    await Promise.all([translator.learn(ACCOUNT_SENTENCES), translator.speak('hi')]);
    expect(translator.t('profile.save')).toBe('बदलाव सेव करें');
    expect(translator.t('phone.label')).toBe('मोबाइल नंबर');
  });

  it('stays with the language before when the other does not arrive', async () => {
    const translator = TestBed.inject(Translator);
    await translator.learn({
      en: () => Promise.resolve({}),
      hi: () => Promise.reject(new TypeError('Failed to fetch')),
    });
    await translator.speak('hi');
    expect(translator.t('phone.label')).toBe('Mobile number');
    expect(firstLanguage()).toBe('en');
  });

  it('takes the language of the profile only where nobody has chosen one', async () => {
    const translator = TestBed.inject(Translator);
    await translator.speakUnlessChosen('hi');
    expect(translator.language()).toBe('hi');
    await translator.speakUnlessChosen('en');
    expect(translator.language()).toBe('hi');
  });

  it('writes numbers as India does', () => {
    expect(TestBed.inject(Translator).number(125000)).toBe('1,25,000');
  });

  it.each([
    [null, 'a while'],
    [1, '1 second'],
    [27, '27 seconds'],
    [91, '2 minutes'],
    [3600, '60 minutes'],
  ])('says %p seconds as %s', (seconds, words) => {
    expect(TestBed.inject(Translator).wait(seconds)).toBe(words);
  });
});

describe(firstLanguage.name, () => {
  it.each([
    [['hi-IN', 'en-IN'], 'hi'],
    [['mr-IN', 'hi-IN'], 'hi'],
    [['ta-IN'], 'en'],
    [[], 'en'],
  ])('reads %j as %s', (languages, language) => {
    jest.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);
    expect(firstLanguage()).toBe(language);
    jest.restoreAllMocks();
  });
});
