import { MovingLine, StalledLineError } from './moving-line.js';

const { jest } = import.meta;

const LIMITS = { atOnce: 2, stalledAfterMs: 1_000, longestWaitMs: 5_000 };

/** Works for so long, or for ever. */
const workFor = (ms: number) => () => new Promise<string>((done) => setTimeout(() => done('done'), ms));
const hang = () => new Promise<string>(() => undefined);

describe(MovingLine.name, () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const outcomes = (runs: Promise<string>[]) =>
    Promise.allSettled(runs).then((all) =>
      all.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).name)),
    );

  it('lets no more than its number work at once', async () => {
    const line = new MovingLine(LIMITS);
    let working = 0;
    let most = 0;
    const runs = Array.from({ length: 9 }, () =>
      line.run(async () => {
        most = Math.max(most, (working += 1));
        const result = await workFor(10)();
        working -= 1;
        return result;
      }),
    );
    await jest.advanceTimersByTimeAsync(100);
    expect(await outcomes(runs)).toEqual(Array.from({ length: 9 }, () => 'done'));
    expect(most).toBe(2);
  });

  it('keeps who waits longer than a second while others are served', async () => {
    const line = new MovingLine(LIMITS);
    const runs = Array.from({ length: 10 }, () => line.run(workFor(600)));
    await jest.advanceTimersByTimeAsync(3_000);
    expect(await outcomes(runs)).toEqual(Array.from({ length: 10 }, () => 'done'));
  });

  it('turns everybody away within a second or so when nobody is served', async () => {
    const line = new MovingLine(LIMITS);
    void line.run(hang);
    void line.run(hang);
    const refused = outcomes([line.run(hang), line.run(hang)]);
    await jest.advanceTimersByTimeAsync(1_200);
    expect(await refused).toEqual([StalledLineError.name, StalledLineError.name]);
  });

  it('turns away who waited longest, however fast it moves', async () => {
    const line = new MovingLine({ ...LIMITS, atOnce: 1 });
    const runs = outcomes(Array.from({ length: 8 }, () => line.run(workFor(900))));
    await jest.advanceTimersByTimeAsync(8_000);
    expect(await runs).toEqual([
      ...Array.from({ length: 6 }, () => 'done'),
      StalledLineError.name,
      StalledLineError.name,
    ]);
  });

  it('goes on after a failure', async () => {
    const line = new MovingLine({ ...LIMITS, atOnce: 1 });
    const runs = outcomes([line.run(() => Promise.reject(new RangeError())), line.run(workFor(1))]);
    await jest.advanceTimersByTimeAsync(10);
    expect(await runs).toEqual(['RangeError', 'done']);
  });

  it('leaves no timer behind', async () => {
    const line = new MovingLine(LIMITS);
    const runs = outcomes(Array.from({ length: 5 }, () => line.run(workFor(1))));
    await jest.advanceTimersByTimeAsync(10);
    await runs;
    expect(jest.getTimerCount()).toBe(0);
  });
});
