import { TestBed } from '@angular/core/testing';
import { aProfile } from '../../../test/a-profile.js';
import { FakeApi } from '../../../test/fake-api.js';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { providePortal } from '../../../test/portal.js';
import { Session } from '../auth/session.js';
import { Translator } from '../i18n/translator.js';
import { LanguageTeller } from './language-teller.js';

let api: FakeApi;
let translator: Translator;

const settle = async (): Promise<void> => {
  TestBed.tick();
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
  TestBed.tick();
};

beforeEach(() => {
  localStorage.clear();
  api = new FakeApi();
  TestBed.configureTestingModule({ providers: providePortal(new FakeClerk()) });
  TestBed.inject(Session).open('t', aProfile({ language: 'en' }));
  translator = TestBed.inject(Translator);
  TestBed.inject(LanguageTeller);
});

describe(LanguageTeller.name, () => {
  it('tells the profile what was chosen by hand, and that alone', async () => {
    api.answersWith({ status: 200, body: aProfile({ language: 'hi' }) });
    await translator.choose('hi');
    await settle();
    expect(api.calls).toEqual([{ method: 'PATCH', path: '/users/me', token: 't', body: { language: 'hi' } }]);
    expect(TestBed.inject(Session).user()?.language).toBe('hi');
    expect(translator.untold()).toBeNull();
  });

  it('tells nothing of a language nobody chose, nor one the profile has already', async () => {
    await translator.speak('hi');
    await settle();
    await translator.choose('en');
    await settle();
    expect(api.calls).toEqual([]);
    expect(translator.untold()).toBeNull();
  });

  it('keeps what could not be told until the connection is back', async () => {
    api.answersWith(null, { status: 200, body: aProfile({ language: 'hi' }) });
    await translator.choose('hi');
    await settle();
    expect([translator.language(), translator.untold()]).toEqual(['hi', 'hi']);
    window.dispatchEvent(new Event('online'));
    await settle();
    expect(api.calls).toHaveLength(2);
    expect(translator.untold()).toBeNull();
  });

  it('ends with what was chosen last, however fast', async () => {
    api.answersWith({ status: 200, body: aProfile({ language: 'hi' }) }, { status: 200, body: aProfile() });
    const release = api.answersLaterAt('/users/me', { status: 200, body: aProfile({ language: 'hi' }) });
    await translator.choose('hi');
    await settle();
    await translator.choose('en');
    release();
    await settle();
    expect(api.calls.map(({ body }) => body)).toEqual([{ language: 'hi' }, { language: 'en' }]);
  });
});
