import { explainFailure, UsageError } from './explain-failure.ts';

describe(explainFailure.name, () => {
  it.each([
    [
      Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }),
      /cannot be reached: check host and port/,
    ],
    [Object.assign(new Error('password of x'), { code: '28P01' }), /refuses the user or the password/],
    [Object.assign(new Error('no role'), { code: '22023' }), /run `node database\/migrate.ts roles` first/],
    [Object.assign(new Error('busy'), { code: '55P03' }), /rolled back, run it again/],
    [Object.assign(new Error('full'), { code: '53100' }), /disk .* is full: free some space/],
    [new UsageError('X is not set'), /^X is not set$/],
    [
      new Error('relation "x" exists\nat line 1'),
      /^It failed, and the step at hand was rolled back: relation "x" exists$/,
    ],
  ])('says in one line what to do about %s', (error, line) => {
    expect(explainFailure(error)).toMatch(line);
  });
});
