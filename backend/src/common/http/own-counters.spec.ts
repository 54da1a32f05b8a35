import { OwnCounters } from './own-counters.js';

const { jest } = import.meta;

const MINUTE = 60_000;

describe(OwnCounters.name, () => {
  let counters: OwnCounters;

  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    counters = new OwnCounters();
  });

  afterEach(() => {
    counters.onApplicationShutdown();
    jest.useRealTimers();
  });

  const hit = (key = 'asha', limit = 3) => counters.increment(key, MINUTE, limit, 0, 'requests');
  const hits = async (count: number) => {
    for (let n = 0; n < count; n += 1) await hit();
  };

  it('lets so many pass and says how long the next one has to wait', async () => {
    await hits(2);
    expect(await hit()).toEqual({ totalHits: 3, timeToExpire: 60, isBlocked: false, timeToBlockExpire: 0 });
    jest.advanceTimersByTime(20_000);
    expect(await hit()).toEqual({ totalHits: 4, timeToExpire: 60, isBlocked: true, timeToBlockExpire: 40 });
  });

  it('slides: each hit leaves a minute after it came', async () => {
    await hits(1);
    jest.advanceTimersByTime(30_000);
    await hits(2);
    jest.advanceTimersByTime(29_999);
    expect(await hit()).toMatchObject({ isBlocked: true, timeToBlockExpire: 1 });
    jest.advanceTimersByTime(1);
    expect(await hit()).toMatchObject({ isBlocked: false, totalHits: 3 });
    expect(await hit()).toMatchObject({ isBlocked: true });
  });

  it('does not count what it refuses, so nobody is locked out by trying', async () => {
    await hits(50);
    jest.advanceTimersByTime(MINUTE);
    expect(await hit()).toMatchObject({ isBlocked: false, totalHits: 1 });
  });

  it('counts every key by itself', async () => {
    await hits(3);
    expect(await hit('ravi')).toMatchObject({ isBlocked: false, totalHits: 1 });
  });

  it('forgets who has not been there for a minute, and nobody else', async () => {
    await hits(1);
    jest.advanceTimersByTime(MINUTE - 1);
    await hit('ravi');
    jest.advanceTimersByTime(1);
    expect([...counters['windows'].keys()]).toEqual(['ravi']);
  });

  it('keeps no more hits than count, however long somebody goes on', async () => {
    for (let n = 0; n < 1_000; n += 1) {
      await hit('asha', 10);
      jest.advanceTimersByTime(10_000);
    }
    expect(counters['windows'].get('asha')?.hits.length).toBeLessThanOrEqual(20);
  });
});
