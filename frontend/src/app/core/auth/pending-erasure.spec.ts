import { TestBed } from '@angular/core/testing';
import { PendingErasure } from './pending-erasure.js';

const ASHA = '0198b1c0-0000-7000-8000-000000000001';
const RAVI = '0198b1c0-0000-7000-8000-000000000002';
const pending = (): PendingErasure => TestBed.inject(PendingErasure);

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-25T05:00:00Z') });
  localStorage.clear();
  pending().note(ASHA, '2026-12-02T05:00:00.000Z');
});
afterEach(() => jest.useRealTimers());

describe(PendingErasure.name, () => {
  it('tells until when it can be called off', () => {
    expect(pending().until()).toEqual(new Date('2026-12-02T05:00:00Z'));
  });

  it('is silent once it is too late', () => {
    jest.setSystemTime(new Date('2026-12-02T05:00:01Z'));
    expect(pending().until()).toBeNull();
    expect(pending().wasCalledOffBy(ASHA)).toBe(false);
  });

  it('is called off by its own owner alone, and told once', () => {
    expect(pending().wasCalledOffBy(RAVI)).toBe(false);
    expect(pending().wasCalledOffBy(ASHA)).toBe(true);
    expect(pending().wasCalledOffBy(ASHA)).toBe(false);
    expect(pending().until()).toBeNull();
  });

  it.each(['', 'null', '{"of":1', '{"of":"x","eraseAfter":"soon"}'])(
    'survives a storage that holds %j',
    (text) => {
      localStorage.setItem('bharatprint.erasure', text);
      expect(pending().until()).toBeNull();
    },
  );
});
