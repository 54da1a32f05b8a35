import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_STATUS } from '#contracts/error-codes.js';
import { LANGUAGES } from '#contracts/user.js';
import { sentencesOf, volumesOf } from '../../../test/dictionaries.js';
import { CLERK_ERROR_CODES } from '../auth/clerk-error-codes.js';
import { LANGUAGE_ENTRIES } from './language-entries.js';

const gaps = (text: string): string[] => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]!).sort();

let english: Map<string, string>;
beforeAll(async () => {
  english = await sentencesOf(LANGUAGE_ENTRIES.en);
});

describe('English', () => {
  it('says nothing twice', async () => {
    const each = [...(await volumesOf(LANGUAGE_ENTRIES.en)).values()].flatMap((volume) => [...volume.keys()]);
    expect(each.filter((key, place) => each.indexOf(key) !== place)).toEqual([]);
  });

  it.each([
    ...Object.keys(ERROR_STATUS).map((code) => `api.${code}`),
    ...CLERK_ERROR_CODES.map((code) => `clerk.${code}`),
  ])('has words for %s', (key) => {
    expect(english.has(key)).toBe(true);
  });
});

describe.each(LANGUAGES)('the language %s', (language) => {
  const entry = LANGUAGE_ENTRIES[language];
  let sentences: Map<string, string>;
  beforeAll(async () => {
    sentences = await sentencesOf(entry);
  });

  it('says the same things as English in each volume', async () => {
    const keys = [...(await volumesOf(entry))].map(([name, volume]) => [name, [...volume.keys()].sort()]);
    const inEnglish = [...(await volumesOf(LANGUAGE_ENTRIES.en))].map(([name, volume]) => [
      name,
      [...volume.keys()].sort(),
    ]);
    expect(keys).toEqual(inEnglish);
  });

  it('leaves no sentence empty', () => {
    expect([...sentences].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fills in the same gaps as English', () => {
    // "One try left." may leave out its number.
    const counted = (key: string): string => key.replace(/\.one$/, '.other');
    const wanting = [...sentences].filter(([key, text]) => {
      const wanted = gaps(english.get(counted(key))!);
      const leavesOut = key.endsWith('.one') && !gaps(text).includes('n');
      return gaps(text).join() !== wanted.filter((gap) => !(leavesOut && gap === 'n')).join();
    });
    expect(wanting).toEqual([]);
  });

  it('is written in its own script', () => {
    const script = new Intl.Locale(entry.locale).maximize().script!;
    const letter = new RegExp(`\\p{Script=${script}}`, 'u');
    const hasWords = (key: string): boolean => /\p{L}/u.test(english.get(key)!.replace(/{{\w+}}/g, ''));
    expect(
      [...sentences].filter(([key, text]) => key !== 'brand.name' && hasWords(key) && !letter.test(text)),
    ).toEqual([]);
  });

  it('counts in forms that its plural rule asks for', () => {
    const { pluralCategories } = new Intl.PluralRules(entry.locale).resolvedOptions();
    expect([...pluralCategories].sort()).toEqual(['one', 'other']);
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
  'core/verification/phone-field.html',
  'core/verification/phone-field.ts',
  'entry.routes.ts',
  'features/not-found/not-found-page.ts',
  'features/sign-in/phone-step.html',
  'features/sign-in/phone-step.ts',
];

describe('the way in', () => {
  it.each(FIRST_SCREENS)('says in %s only what has arrived with it', async (file) => {
    const code = readFileSync(join(__dirname, '..', '..', file), 'utf8');
    const { steps, failures, account } = LANGUAGE_ENTRIES.en.volumes;
    const later = await sentencesOf({
      ...LANGUAGE_ENTRIES.en,
      volumes: { steps, failures, account } as typeof LANGUAGE_ENTRIES.en.volumes,
    });
    const said = [...code.matchAll(/'([a-zA-Z]+(?:\.[\w.]+)+)'/g)].map((match) => match[1]!);
    expect(said.filter((key) => later.has(key))).toEqual([]);
  });
});
