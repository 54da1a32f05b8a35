import { TestBed } from '@angular/core/testing';
import { aProfile } from '../../../test/a-profile.js';
import { SESSION_KEY } from './stored-session.js';
import { Session } from './session.js';

const whole = { token: 'app-token', user: aProfile(), savedAt: 1 };

function storageEvent(newValue: string | null, key: string | null = SESSION_KEY): void {
  window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
}

beforeEach(() => localStorage.clear());

describe(Session.name, () => {
  it('is kept over a reload', () => {
    TestBed.inject(Session).open('app-token', aProfile());
    TestBed.resetTestingModule();
    expect(TestBed.inject(Session).token()).toBe('app-token');
    expect(TestBed.inject(Session).user()?.shopName).toBe('Sharma Prints');
  });

  it.each([
    ['nothing', ''],
    ['half a value', JSON.stringify(whole).slice(0, 40)],
    ['null', 'null'],
    ['a number', '7'],
    ['an array', '[]'],
    ['no token', JSON.stringify({ ...whole, token: '' })],
    ['no profile', JSON.stringify({ ...whole, user: null })],
    ['a profile of another shape', JSON.stringify({ ...whole, user: { id: 'x' } })],
    ['figures that are none', JSON.stringify({ ...whole, user: aProfile({ monthlyUploadLimit: NaN }) })],
  ])('survives a storage that holds %s', (_case, stored) => {
    localStorage.setItem(SESSION_KEY, stored);
    expect(TestBed.inject(Session).isSignedIn()).toBe(false);
  });

  it('works where storage is switched off', () => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    jest.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    expect(session.token()).toBe('app-token');
    jest.restoreAllMocks();
  });

  it('follows a sign-out in another tab', () => {
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    storageEvent(null);
    expect(session.isSignedIn()).toBe(false);
    expect(session.endedElsewhere()).toBe(true);
  });

  it('follows a sign-in in another tab', () => {
    const session = TestBed.inject(Session);
    storageEvent(JSON.stringify(whole));
    expect(session.token()).toBe('app-token');
    expect(session.endedElsewhere()).toBe(false);
  });

  it('does not mind other keys', () => {
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    storageEvent(null, 'something.else');
    expect(session.isSignedIn()).toBe(true);
  });

  it('takes a newer profile only while somebody is signed in', () => {
    const session = TestBed.inject(Session);
    session.refresh(aProfile());
    expect(session.isSignedIn()).toBe(false);
  });
});
