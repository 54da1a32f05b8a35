import { withLockRetries } from './lock-retries.ts';

const RETRIES = { tries: 3, pauseMs: 0 };

/** A step that is refused with each of the codes, one a try, and then goes through. */
function stepRefusedWith(...codes: string[]): () => Promise<string> {
  return () => {
    const code = codes.shift();
    return code === undefined
      ? Promise.resolve('done')
      : Promise.reject(Object.assign(new Error(code), { code }));
  };
}

describe(withLockRetries.name, () => {
  it('tries again when the lock was not granted, and says how often it still will', async () => {
    const left: number[] = [];
    const step = stepRefusedWith('55P03', '40P01');
    expect(await withLockRetries(RETRIES, step, (triesLeft) => left.push(triesLeft))).toBe('done');
    expect(left).toEqual([2, 1]);
  });

  it('gives up after the last try', async () => {
    const step = stepRefusedWith('55P03', '55P03', '55P03');
    await expect(withLockRetries(RETRIES, step)).rejects.toThrow('55P03');
    expect(await step()).toBe('done');
  });

  it('tries nothing else again', async () => {
    const step = stepRefusedWith('42703', '55P03');
    await expect(withLockRetries(RETRIES, step)).rejects.toThrow('42703');
  });
});
