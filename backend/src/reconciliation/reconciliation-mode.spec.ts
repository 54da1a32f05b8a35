import { modeOf } from './reconciliation-mode.js';

describe(modeOf.name, () => {
  it.each([
    [[], 'rehearse'],
    [['--mend'], 'mend'],
    [['--mend', '--many'], 'mend-many'],
    [['--many', '--mend'], 'mend-many'],
    [['--many'], null],
    [['--mend', '--force'], null],
    [['mend'], null],
  ])('reads %j as %j', (args, mode) => {
    expect(modeOf(args)).toBe(mode);
  });
});
