import { onceTouched } from './once-touched.js';

let done: number;
const begin = (): (() => void) => onceTouched(() => (done += 1), 4_000);

beforeEach(() => {
  jest.useFakeTimers();
  done = 0;
});
afterEach(() => jest.useRealTimers());

describe(onceTouched.name, () => {
  it.each(['pointerdown', 'keydown', 'input'])('works once, at the first %s', (touch) => {
    begin();
    for (let n = 0; n < 3; n += 1) document.body.dispatchEvent(new Event(touch, { bubbles: true }));
    jest.advanceTimersByTime(60_000);
    expect(done).toBe(1);
  });

  it('works by itself when nobody touches anything, and not before', () => {
    begin();
    jest.advanceTimersByTime(3_999);
    expect(done).toBe(0);
    jest.advanceTimersByTime(1);
    document.body.dispatchEvent(new Event('keydown', { bubbles: true }));
    expect(done).toBe(1);
  });

  it('does nothing once it was given up', () => {
    begin()();
    document.body.dispatchEvent(new Event('keydown', { bubbles: true }));
    jest.advanceTimersByTime(60_000);
    expect(done).toBe(0);
  });
});
