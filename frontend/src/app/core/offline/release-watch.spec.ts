import { TestBed } from '@angular/core/testing';
import { ReleaseWatch } from './release-watch.js';

jest.mock('@angular/core', () => ({
  ...jest.requireActual<object>('@angular/core'),
  isDevMode: () => false,
}));

let worker: EventTarget & { register: jest.Mock };
let registration: { update: jest.Mock };

const says = (entries: unknown): void => {
  worker.dispatchEvent(new MessageEvent('message', { data: { entries } }));
};

beforeEach(() => {
  jest.useFakeTimers();
  registration = { update: jest.fn().mockResolvedValue(undefined) };
  worker = Object.assign(new EventTarget(), { register: jest.fn().mockResolvedValue(registration) });
  Object.defineProperty(navigator, 'serviceWorker', { value: worker, configurable: true });
  Object.assign(globalThis, { CSS: { escape: (text: string) => text } });
  jest.spyOn(document, 'readyState', 'get').mockReturnValue('complete');
  document.body.innerHTML = '<script type="text/plain" src="main-AAAAAAAA.js"></script>';
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  document.body.innerHTML = '';
});

describe(ReleaseWatch.name, () => {
  it('registers the worker once the page has come to rest, and once only', async () => {
    const watch = TestBed.inject(ReleaseWatch);
    watch.begin();
    watch.begin();
    expect(worker.register).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(worker.register.mock.calls).toEqual([['/service-worker.js']]);
  });

  it('looks for a newer release when somebody comes back to the page, and every hour', async () => {
    TestBed.inject(ReleaseWatch).begin();
    await jest.advanceTimersByTimeAsync(1_000);
    document.dispatchEvent(new Event('visibilitychange'));
    await jest.advanceTimersByTimeAsync(60 * 60_000);
    expect(registration.update).toHaveBeenCalledTimes(2);
  });

  it('knows a release that is not the one on screen', () => {
    const watch = TestBed.inject(ReleaseWatch);
    watch.begin();
    says(['main-BBBBBBBB.js']);
    expect(watch.isNewerReady()).toBe(true);
  });

  it.each([
    ['the release on screen', ['main-AAAAAAAA.js']],
    ['something else', 7],
  ])('takes %s for no news', (_case, entries) => {
    const watch = TestBed.inject(ReleaseWatch);
    watch.begin();
    says(entries);
    expect(watch.isNewerReady()).toBe(false);
  });

  it('shows the portal as ever where no worker is allowed', async () => {
    worker.register.mockRejectedValue(new DOMException('denied', 'SecurityError'));
    TestBed.inject(ReleaseWatch).begin();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(registration.update).not.toHaveBeenCalled();
  });
});
