import { TestBed } from '@angular/core/testing';
import { sentencesOf } from '../../../test/dictionaries.js';
import { PSEUDO, WITH_PSEUDO, outsideBrackets } from '../../../test/pseudo-language.js';
import { type MessageKey } from './dictionary.js';
import { LANGUAGE_ENTRIES } from './language-entries.js';
import { LANGUAGE_REGISTRY } from './language-registry.js';
import { firstLanguage } from './languages.js';
import { Translator } from './translator.js';

const lost = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));

beforeEach(() => localStorage.clear());

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
    await translator.learn('account');
    expect(translator.t('profile.save')).toBe('बदलाव सेव करें');
    await translator.speak('en');
    expect(translator.t('profile.save')).toBe('Save changes');
  });

  it('speaks what was asked for last, whichever arrives last', async () => {
    const translator = TestBed.inject(Translator);
    await translator.speak('hi');
    let arrive: () => void = () => undefined;
    const { volumes } = TestBed.inject(LANGUAGE_REGISTRY).en;
    const entry = volumes.entry;
    jest.spyOn(volumes, 'entry').mockImplementation(async () => {
      await new Promise<void>((resolve) => (arrive = resolve));
      return await entry();
    });
    const first = translator.choose('en');
    await translator.choose('hi');
    arrive();
    await first;
    expect(translator.language()).toBe('hi');
    expect(translator.untold()).toBe('hi');
    jest.restoreAllMocks();
  });

  it.each([
    ['the profile’s language', (translator: Translator) => translator.speakUnlessChosen('hi')],
    ['another part of the portal', (translator: Translator) => translator.learn('account')],
  ])('speaks what was pressed although %s comes first', async (_case, meanwhile) => {
    const translator = TestBed.inject(Translator);
    await translator.speak('hi');
    let arrive: () => void = () => undefined;
    const { volumes } = TestBed.inject(LANGUAGE_REGISTRY).en;
    const entry = volumes.entry;
    jest.spyOn(volumes, 'entry').mockImplementationOnce(async () => {
      await new Promise<void>((resolve) => (arrive = resolve));
      return await entry();
    });
    const pressed = translator.choose('en');
    await meanwhile(translator);
    arrive();
    await pressed;
    expect(translator.language()).toBe('en');
    expect(translator.untold()).toBe('en');
    jest.restoreAllMocks();
  });

  it('knows the account also when the language is switched while it arrives', async () => {
    const translator = TestBed.inject(Translator);
    await Promise.all([translator.learn('account'), translator.speak('hi')]);
    expect(translator.t('profile.save')).toBe('बदलाव सेव करें');
    expect(translator.t('phone.label')).toBe('मोबाइल नंबर');
  });

  it('stays with the language before when the other does not arrive', async () => {
    const hi = { ...LANGUAGE_ENTRIES.hi, volumes: { ...LANGUAGE_ENTRIES.hi.volumes, account: lost } };
    TestBed.overrideProvider(LANGUAGE_REGISTRY, { useValue: { ...LANGUAGE_ENTRIES, hi } });
    const translator = TestBed.inject(Translator);
    await translator.learn('account');
    await translator.choose('hi');
    expect(translator.t('phone.label')).toBe('Mobile number');
    expect(firstLanguage()).toBe('en');
    expect(translator.untold()).toBeNull();
  });

  it('takes the language of the profile at a sign-in', async () => {
    const translator = TestBed.inject(Translator);
    await translator.speakUnlessChosen('hi');
    expect(translator.language()).toBe('hi');
    await translator.speakUnlessChosen('en');
    expect(translator.language()).toBe('en');
  });

  it('stays with what was chosen by hand until the profile has been told', async () => {
    const translator = TestBed.inject(Translator);
    await translator.choose('hi');
    await translator.speakUnlessChosen('en');
    expect([translator.language(), translator.untold()]).toEqual(['hi', 'hi']);
    translator.choiceIsTold();
    await translator.speakUnlessChosen('en');
    expect([translator.language(), translator.untold()]).toEqual(['en', null]);
  });

  it('takes a choice of the day before yesterday for somebody else’s', async () => {
    const now = Date.now();
    await TestBed.inject(Translator).choose('hi');
    jest.spyOn(Date, 'now').mockReturnValue(now + 2 * 86_400_000);
    await TestBed.inject(Translator).speakUnlessChosen('en');
    expect(TestBed.inject(Translator).language()).toBe('en');
    jest.restoreAllMocks();
  });

  it('speaks a language that is nothing but an entry of the registry', async () => {
    TestBed.overrideProvider(LANGUAGE_REGISTRY, { useValue: WITH_PSEUDO });
    const translator = TestBed.inject(Translator);
    await Promise.all(
      (['steps', 'failures', 'invitation', 'account', 'admin'] as const).map((part) =>
        translator.learn(part),
      ),
    );
    await translator.speak(PSEUDO);
    for (const key of (await sentencesOf(LANGUAGE_ENTRIES.en)).keys())
      expect([key, outsideBrackets(translator.t(key as MessageKey))]).toEqual([key, '']);
    expect(translator.count('code.triesLeft', 1)).toBe('⟦One try left.⟧');
    expect(translator.wait(60)).toBe('⟦60 seconds⟧');
    TestBed.tick();
    expect(document.documentElement.lang).toBe(PSEUDO);
  });

  it('writes numbers as India does', () => {
    expect(TestBed.inject(Translator).number(125000)).toBe('1,25,000');
  });

  it.each([
    [null, 'a while'],
    [0, '0 seconds'],
    [1, '1 second'],
    [27, '27 seconds'],
    [91, '2 minutes'],
    [3600, '60 minutes'],
  ])('says %p seconds as %s', (seconds, words) => {
    expect(TestBed.inject(Translator).wait(seconds)).toBe(words);
  });

  it('counts as each language does', async () => {
    const translator = TestBed.inject(Translator);
    await translator.learn('steps');
    await translator.learn('account');
    expect([0, 1, 2].map((left) => translator.count('code.triesLeft', left))).toEqual([
      '0 tries left.',
      'One try left.',
      '2 tries left.',
    ]);
    expect(translator.count('dashboard.planUploads', 125_000)).toBe('1,25,000 uploads a month');
    await translator.speak('hi');
    // In Hindi nought counts as one.
    expect([0, 1, 2].map((left) => translator.count('code.triesLeft', left))).toEqual([
      '0 मौका बाकी है।',
      '1 मौका बाकी है।',
      '2 मौके बाकी हैं।',
    ]);
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
