import { TestBed } from '@angular/core/testing';
import { KeptInvitation } from './kept-invitation.js';

const STORED = 'bharatprint.invitation';
const CODE = 'BP-7K3MX2QHR';
const OTHER = 'BP-9QWERT234';
const DAY = 24 * 60 * 60_000;
const SHARMA = { shopName: 'Sharma Prints', city: 'Jaipur' };
const kept = (): KeptInvitation => TestBed.inject(KeptInvitation);
const afterReload = (): KeptInvitation => {
  TestBed.resetTestingModule();
  return kept();
};
const anotherTab = (newValue: string | null, key: string | null = STORED): void => {
  window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
};
const whole = (code = CODE): string => JSON.stringify({ code, keptAt: Date.now(), referrer: SHARMA });

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-25T05:00:00Z') });
  localStorage.clear();
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe(KeptInvitation.name, () => {
  it('outlives a reload, with whose code it is', () => {
    kept().keep(CODE);
    kept().knowReferrer(CODE, SHARMA);
    expect(afterReload().code()).toBe(CODE);
    expect(kept().referrer()).toEqual(SHARMA);
  });

  it('lasts 30 days', () => {
    kept().keep(CODE);
    jest.setSystemTime(Date.now() + 30 * DAY);
    expect(afterReload().code()).toBe(CODE);
    jest.setSystemTime(Date.now() + 1);
    expect(afterReload().code()).toBeNull();
  });

  it('gives way to a newer code, and to the shop behind that', () => {
    kept().keep(CODE);
    kept().knowReferrer(CODE, SHARMA);
    kept().keep(OTHER);
    kept().knowReferrer(CODE, SHARMA);
    expect(afterReload().code()).toBe(OTHER);
    expect(kept().referrer()).toBeNull();
  });

  it('begins its 30 days again when the same link is opened again', () => {
    kept().keep(CODE);
    kept().knowReferrer(CODE, SHARMA);
    jest.setSystemTime(Date.now() + 20 * DAY);
    kept().keep(CODE);
    jest.setSystemTime(Date.now() + 20 * DAY);
    expect(afterReload().code()).toBe(CODE);
    expect(kept().referrer()).toEqual(SHARMA);
  });

  it.each([
    ['nothing', ''],
    ['half a value', whole().slice(0, 30)],
    ['null', 'null'],
    ['a number', '7'],
    ['a code of another form', whole('BP-7K3MX2QHR"><script>')],
    ['a code without a date', JSON.stringify({ code: CODE })],
    ['a code kept at no time', JSON.stringify({ code: CODE, keptAt: 'yesterday' })],
  ])('survives a storage that holds %s', (_case, text) => {
    localStorage.setItem(STORED, text);
    expect(kept().code()).toBeNull();
  });

  it.each([[undefined], ['Sharma'], [{ shopName: 7, city: null }], [{ shopName: 'Sharma' }]])(
    'keeps a code whose shop is stored as %j, and asks for the shop again',
    (referrer) => {
      localStorage.setItem(STORED, JSON.stringify({ code: CODE, keptAt: Date.now(), referrer }));
      expect(kept().code()).toBe(CODE);
      expect(kept().referrer()).toBeNull();
    },
  );

  it('lasts as long as the page where storage is switched off', () => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    jest.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
    jest.spyOn(Storage.prototype, 'removeItem').mockImplementation(refuse);
    kept().keep(CODE);
    expect(kept().newest()).toBe(CODE);
    kept().forget();
    expect(kept().newest()).toBeNull();
  });

  describe('in several tabs', () => {
    it('is there as soon as another tab keeps it, and gone when it takes it out', () => {
      expect(kept().code()).toBeNull();
      anotherTab(whole());
      expect(kept().code()).toBe(CODE);
      anotherTab(null);
      expect(kept().code()).toBeNull();
    });

    it('is gone when another tab clears the storage, and stays when that writes something else', () => {
      kept().keep(CODE);
      anotherTab('dark', 'theme');
      expect(kept().code()).toBe(CODE);
      anotherTab(null, null);
      expect(kept().code()).toBeNull();
    });

    it('is read afresh for an exchange: a frozen tab hears nothing', () => {
      kept().keep(CODE);
      localStorage.setItem(STORED, whole(OTHER));
      expect(kept().newest()).toBe(OTHER);
    });

    it('is not taken out by what became of an older code', () => {
      kept().keep(CODE);
      localStorage.setItem(STORED, whole(OTHER));
      kept().forget(CODE);
      expect(afterReload().code()).toBe(OTHER);
    });
  });
});
