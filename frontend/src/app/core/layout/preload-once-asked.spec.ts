import { EMPTY, throwError } from 'rxjs';
import { PreloadOnceAsked } from './preload-once-asked.js';

describe(PreloadOnceAsked.name, () => {
  /** What the browser does when it has nothing better to do, in the order it was asked for. */
  let idle: (() => void)[];

  beforeEach(() => {
    idle = [];
    Object.assign(window, { requestIdleCallback: (work: () => void) => idle.push(work) });
  });

  afterEach(() => {
    Reflect.deleteProperty(window, 'requestIdleCallback');
  });

  async function becomeIdle(): Promise<void> {
    idle.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  }

  async function begun(): Promise<PreloadOnceAsked> {
    const preload = new PreloadOnceAsked();
    preload.begin();
    return await Promise.resolve(preload);
  }

  it('is quiet about a page that does not come yet', async () => {
    const preload = await begun();
    const failed = jest.fn();
    const ended = jest.fn();
    preload
      .preload({}, () => throwError(() => new TypeError('Failed to fetch')))
      .subscribe({ error: failed, complete: ended });
    await Promise.resolve();
    await becomeIdle();
    expect(failed).not.toHaveBeenCalled();
    expect(ended).toHaveBeenCalled();
  });

  it('fetches one page after the other, each when the browser is idle', async () => {
    const preload = await begun();
    const fetched: string[] = [];
    for (const page of ['referrals', 'profile']) {
      preload.preload({}, () => (fetched.push(page), EMPTY)).subscribe();
    }
    await Promise.resolve();
    expect(fetched).toEqual([]);
    await becomeIdle();
    expect(fetched).toEqual(['referrals']);
    await becomeIdle();
    expect(fetched).toEqual(['referrals', 'profile']);
  });

  it('fetches nothing before it is asked, and never what few owners need', async () => {
    const load = jest.fn(() => EMPTY);
    const preload = new PreloadOnceAsked();
    preload.preload({}, load).subscribe();
    preload.preload({ data: { isPreloaded: false } }, load).subscribe();
    await Promise.resolve();
    expect(idle).toEqual([]);
    preload.begin();
    await Promise.resolve();
    await becomeIdle();
    await becomeIdle();
    expect(load).toHaveBeenCalledTimes(1);
  });
});
