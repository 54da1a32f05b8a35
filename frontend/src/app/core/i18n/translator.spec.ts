import { TestBed } from '@angular/core/testing';
import { ERROR_STATUS } from '#contracts/error-codes.js';
import { CLERK_ERROR_CODES } from '../auth/clerk-error-codes.js';
import { en } from './en.js';
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

describe('the languages', () => {
  it('say the same things', () => {
    expect([...flat(hi).keys()].sort()).toEqual([...flat(en).keys()].sort());
  });

  it('leave no sentence empty and fill in the same gaps', () => {
    const english = flat(en);
    for (const [key, text] of flat(hi)) {
      expect(`${key}: ${text.trim()}`).not.toBe(`${key}: `);
      expect([key, gaps(text)]).toEqual([key, gaps(english.get(key)!)]);
    }
  });

  it('have Hindi in Hindi', () => {
    const untranslated = [...flat(hi)].filter(
      ([key, text]) => key !== 'brand.name' && !/[\u0900-\u097f]/.test(text),
    );
    expect(untranslated).toEqual([]);
  });

  it.each([
    ...Object.keys(ERROR_STATUS).map((code) => `api.${code}`),
    ...CLERK_ERROR_CODES.map((code) => `clerk.${code}`),
  ])('have words for %s', (key) => {
    expect(TestBed.inject(Translator).t(key as never)).not.toBe(key);
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
