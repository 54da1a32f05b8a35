import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { ApiFailure } from '../api/api-failure.js';
import { askAgainAfter, waitOf } from './ask-again.js';

let failure: ReturnType<typeof signal<ApiFailure | null>>;
let asked: number;
let page: ComponentFixture<Page>;

@Component({ selector: 'bp-page', template: '' })
class Page {
  constructor() {
    askAgainAfter(failure, () => {
      asked += 1;
      return Promise.resolve();
    });
  }
}

const fail = (code: ApiFailure['code'], retryAfter: number | null = null): void => {
  failure.set(new ApiFailure(code, [], retryAfter));
  TestBed.tick();
};
const see = (state: DocumentVisibilityState): void => {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  jest.useFakeTimers();
  failure = signal<ApiFailure | null>(null);
  asked = 0;
  page = TestBed.createComponent(Page);
  see('visible');
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe(askAgainAfter.name, () => {
  it.each(['network', 'unexpected', 'database.unavailable', 'request.rate_limited'] as const)(
    'asks again after %s',
    async (code) => {
      fail(code);
      await jest.advanceTimersByTimeAsync(4_000);
      expect(asked).toBe(1);
    },
  );

  it('asks at once when the network is back, or somebody looks again', () => {
    fail('network');
    window.dispatchEvent(new Event('online'));
    see('hidden');
    see('visible');
    expect(asked).toBe(2);
  });

  it('asks nothing while nobody looks', async () => {
    fail('network');
    see('hidden');
    await jest.advanceTimersByTimeAsync(60_000);
    window.dispatchEvent(new Event('online'));
    expect(asked).toBe(0);
  });

  it('does not ask again for what will not pass', async () => {
    fail('auth.unauthorized');
    await jest.advanceTimersByTimeAsync(60_000);
    window.dispatchEvent(new Event('online'));
    expect(asked).toBe(0);
  });

  it('ends with an answer, and with the page', async () => {
    fail('network');
    failure.set(null);
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(0);

    fail('network');
    page.destroy();
    window.dispatchEvent(new Event('online'));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(0);
  });
});

describe(waitOf.name, () => {
  const wait = (tries: number, retryAfter: number | null = null): readonly [number, number] => {
    const found = new ApiFailure('network', [], retryAfter);
    return [waitOf(found, tries, () => 0), waitOf(found, tries, () => 1)];
  };

  it('doubles up to a minute, half of it by chance', () => {
    expect([0, 1, 2, 3, 4, 9].map((tries) => wait(tries))).toEqual([
      [2_000, 4_000],
      [4_000, 8_000],
      [8_000, 16_000],
      [16_000, 32_000],
      [30_000, 60_000],
      [30_000, 60_000],
    ]);
  });

  it('is never shorter than the server asked for', () => {
    expect(wait(0, 7)).toEqual([7_000, 9_000]);
  });
});
