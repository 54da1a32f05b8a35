import { SlidingWindow } from './sliding-window.ts';

const HOUR = 3_600_000;

describe(SlidingWindow.name, () => {
  it('gives so many places an hour, and says when the next is free', () => {
    const window = new SlidingWindow(HOUR);

    const waits = [0, 10, 20, 30].map((now) => window.take('asha', 3, now));

    expect(waits).toEqual([0, 0, 0, HOUR - 30]);
    expect(window.take('asha', 3, HOUR)).toBe(0);
    expect(window.take('asha', 3, HOUR)).toBe(10);
  });

  it('counts no refusal', () => {
    const window = new SlidingWindow(HOUR);
    window.take('asha', 1, 0);
    window.take('asha', 1, HOUR / 2);

    expect(window.take('asha', 1, HOUR)).toBe(0);
  });

  it('keeps keys apart', () => {
    const window = new SlidingWindow(HOUR);
    window.take('asha', 1, 0);

    expect(window.take('ravi', 1, 0)).toBe(0);
  });

  it('says how long to wait when the limit was lowered meanwhile', () => {
    const window = new SlidingWindow(HOUR);
    for (const now of [0, 10, 20]) window.take('asha', 5, now);

    expect(window.take('asha', 2, 30)).toBe(HOUR - 20);
  });
});
