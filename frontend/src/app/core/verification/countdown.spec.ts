import { TestBed } from '@angular/core/testing';
import { Countdown } from './countdown.js';

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
  TestBed.configureTestingModule({ providers: [Countdown] });
});
afterEach(() => jest.useRealTimers());

describe(Countdown.name, () => {
  it('counts down to the moment and stops', () => {
    const countdown = TestBed.inject(Countdown);
    countdown.runUntil(30_000, 30_000);
    expect(countdown.secondsLeft()).toBe(30);
    jest.advanceTimersByTime(1_000);
    expect(countdown.secondsLeft()).toBe(29);
    jest.advanceTimersByTime(28_900);
    expect(countdown.secondsLeft()).toBe(1);
    jest.advanceTimersByTime(250);
    expect(countdown.isRunning()).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('goes by the clock when the phone slept', () => {
    const countdown = TestBed.inject(Countdown);
    countdown.runUntil(30_000, 30_000);
    jest.setSystemTime(20_000);
    jest.advanceTimersByTime(250);
    expect(countdown.secondsLeft()).toBe(10);
  });

  it('waits no longer when the clock is set back', () => {
    const countdown = TestBed.inject(Countdown);
    countdown.runUntil(30_000, 30_000);
    jest.setSystemTime(-5 * 3_600_000);
    jest.advanceTimersByTime(250);
    expect(countdown.secondsLeft()).toBe(30);
    jest.advanceTimersByTime(30_000);
    expect(countdown.isRunning()).toBe(false);
  });

  it('leaves no timer behind', () => {
    TestBed.inject(Countdown).runUntil(30_000, 30_000);
    TestBed.resetTestingModule();
    expect(jest.getTimerCount()).toBe(0);
  });
});
