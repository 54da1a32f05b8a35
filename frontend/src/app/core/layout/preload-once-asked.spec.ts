import { throwError } from 'rxjs';
import { PreloadOnceAsked } from './preload-once-asked.js';

describe(PreloadOnceAsked.name, () => {
  it('is quiet about a page that does not come yet', () => {
    const preload = new PreloadOnceAsked();
    const failed = jest.fn();
    const ended = jest.fn();
    preload
      .preload({}, () => throwError(() => new TypeError('Failed to fetch')))
      .subscribe({ error: failed, complete: ended });
    preload.begin();
    expect(failed).not.toHaveBeenCalled();
    expect(ended).toHaveBeenCalled();
  });
});
