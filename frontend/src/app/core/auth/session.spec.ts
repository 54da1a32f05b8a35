import { TestBed } from '@angular/core/testing';
import { aProfile } from '../../../test/a-profile.js';
import { SESSION_KEY } from './stored-session.js';
import { Session } from './session.js';

const whole = { token: 'app-token', user: aProfile(), savedAt: 1 };

/** Another tab writes, and this one hears of it. */
function storageEvent(newValue: string | null, key: string | null = SESSION_KEY): void {
  if (key === SESSION_KEY && newValue !== null) localStorage.setItem(key, newValue);
  if (key === SESSION_KEY && newValue === null) localStorage.removeItem(key);
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

  describe('what else is known of the owner', () => {
    const link = 'https://portal.test/r/BP-7K3MX2QHR';

    it('is kept over a reload, a renewal and a newer profile', () => {
      const session = TestBed.inject(Session);
      session.open('app-token', aProfile());
      session.note({ referralLink: link }, aProfile().id);
      session.refresh(aProfile({ shopName: 'Sharma Digital' }));
      session.open('newer-token', aProfile());
      TestBed.resetTestingModule();
      expect(TestBed.inject(Session).lastKnown()).toEqual({ referralLink: link });
    });

    it('goes with the session, and is never the next owner’s', () => {
      const session = TestBed.inject(Session);
      session.open('app-token', aProfile());
      session.note({ referralLink: link }, aProfile().id);
      session.open('ravis-token', aProfile({ id: '0198b1c0-0000-7000-8000-000000000002' }));
      expect(session.lastKnown()).toEqual({});
      session.note({ referralLink: link }, aProfile().id);
      expect(session.lastKnown()).toEqual({});
      session.close();
      session.note({ referralLink: link }, aProfile().id);
      expect(JSON.stringify(localStorage)).not.toContain(link);
    });
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

  it("takes nobody else's profile", () => {
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    session.refresh(aProfile({ id: '0198b1c0-0000-7000-8000-000000000002', shopName: 'Ravi Xerox' }));
    expect(session.user()?.shopName).toBe('Sharma Prints');
  });

  it('follows each sign-out in another tab, not only the first', () => {
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    storageEvent(null);
    session.open('app-token', aProfile());
    expect(session.endedElsewhere()).toBe(false);
    storageEvent(null);
    expect(session.endedElsewhere()).toBe(true);
  });

  it.each([
    ['is looked at again', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['comes back from the history', () => window.dispatchEvent(new Event('pageshow'))],
  ])('follows a sign-out it slept through once the page %s', (_case, wake) => {
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    localStorage.clear();
    expect(session.isSignedIn()).toBe(true);
    wake();
    expect(session.isSignedIn()).toBe(false);
    expect(session.endedElsewhere()).toBe(true);
  });

  it('knows that somebody else signed in while the page slept', () => {
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    localStorage.setItem(SESSION_KEY, JSON.stringify({ ...whole, token: 'other', savedAt: 2 }));
    session.catchUp();
    expect(session.isTakenOver()).toBe(false);
    const ravi = aProfile({ id: '0198b1c0-0000-7000-8000-000000000002' });
    localStorage.setItem(SESSION_KEY, JSON.stringify({ token: 'ravis', user: ravi, savedAt: 3 }));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(session.isTakenOver()).toBe(true);
    expect(session.endedElsewhere()).toBe(false);
  });

  it('knows it also of two events that a page which slept hears at once, and signs nobody out', () => {
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    const ravi = aProfile({ id: '0198b1c0-0000-7000-8000-000000000002' });
    const newValue = JSON.stringify({ token: 'ravis', user: ravi, savedAt: 3 });
    localStorage.setItem(SESSION_KEY, newValue);
    window.dispatchEvent(new StorageEvent('storage', { key: SESSION_KEY, newValue: null }));
    window.dispatchEvent(new StorageEvent('storage', { key: SESSION_KEY, newValue }));
    expect(session.isTakenOver()).toBe(true);
    expect(session.endedElsewhere()).toBe(false);
  });

  it('knows it also while the tab is on its way from the pages of the owner before', () => {
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    storageEvent(null);
    const ravi = aProfile({ id: '0198b1c0-0000-7000-8000-000000000002' });
    storageEvent(JSON.stringify({ token: 'ravis', user: ravi, savedAt: 3 }));
    expect(session.isTakenOver()).toBe(true);
  });

  it('leaves whoever has signed in since alone when it closes what another tab has ended', () => {
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    storageEvent(null);
    const ravi = aProfile({ id: '0198b1c0-0000-7000-8000-000000000002' });
    localStorage.setItem(SESSION_KEY, JSON.stringify({ token: 'ravis', user: ravi, savedAt: 3 }));
    session.close();
    expect(localStorage.getItem(SESSION_KEY)).toContain('ravis');
    storageEvent(JSON.stringify({ token: 'ravis', user: ravi, savedAt: 3 }));
    expect(session.isTakenOver()).toBe(false);
    expect(session.token()).toBe('ravis');
  });

  it('ends for every tab, also when another has renewed it meanwhile', () => {
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    localStorage.setItem(SESSION_KEY, JSON.stringify({ ...whole, token: 'renewed' }));
    session.close();
    expect(localStorage.getItem(SESSION_KEY)).toBeNull();
  });

  it('leaves a profile that was asked for before a newer one came', () => {
    const session = TestBed.inject(Session);
    const before = aProfile();
    session.open('app-token', before);
    session.refresh(aProfile({ city: 'Ajmer', updatedAt: '2026-02-01T00:00:00.000Z' }));
    session.refresh(aProfile({ updatedAt: '2026-01-31T00:00:00.000Z' }), before);
    expect(session.user()?.city).toBe('Ajmer');
    // What the server says when it is asked anew counts, whatever its clock says.
    session.refresh(aProfile({ city: 'Kota', updatedAt: '2026-01-31T00:00:00.000Z' }), session.user());
    expect(session.user()?.city).toBe('Kota');
  });

  it('signs nobody in again with an answer that comes after the sign-out', () => {
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    localStorage.clear();
    session.refresh(aProfile({ shopName: 'Late Prints' }));
    expect(localStorage.getItem(SESSION_KEY)).toBeNull();
    expect(session.isSignedIn()).toBe(false);
  });

  it('keeps a session that could not be written, also after a sleep', () => {
    const full = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    full.mockRestore();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(session.isSignedIn()).toBe(true);
  });
});
