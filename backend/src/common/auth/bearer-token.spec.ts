import { bearerToken } from './bearer-token.js';

describe(bearerToken.name, () => {
  it.each(['Bearer YQ.YWI.YWJj', 'bearer YQ.YWI.YWJj'])('takes the token out of %j', (header) => {
    expect(bearerToken(header)).toBe('YQ.YWI.YWJj');
  });

  it.each([
    ['no header', undefined],
    ['another scheme', 'Basic YQ.YWI.YWJj'],
    ['no scheme', 'YQ.YWI.YWJj'],
    ['two parts', 'Bearer YQ.YWI'],
    ['four parts', 'Bearer YQ.YWI.YWJj.YQ'],
    ['an empty part', 'Bearer YQ..YWJj'],
    ['no signature', 'Bearer YQ.YWI.'],
    ['padding', 'Bearer YQ==.YWI.YWJj'],
    ['the other alphabet', 'Bearer YQ.YW+/.YWJj'],
    ['a space inside', 'Bearer YQ.Y WI.YWJj'],
    ['a line break at the end', 'Bearer YQ.YWI.YWJj\n'],
    ['spare bits that are not zero', 'Bearer YR.YWI.YWJj'],
    ['a length no bytes have', 'Bearer Y.YWI.YWJj'],
    ['9 KB', `Bearer YQ.${'YWJj'.repeat(3000)}.YWJj`],
  ])('refuses %s', (_case, header) => {
    expect(bearerToken(header)).toBeNull();
  });
});
