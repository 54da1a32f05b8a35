import { leaksIn } from './leaks.js';

const line = (facts: object) =>
  `${JSON.stringify({ level: 30, time: 1_795_646_469_168, pid: 6594, ...facts })}\n`;

describe(leaksIn.name, () => {
  it.each([
    ['a number', { msg: 'of +919876543210' }],
    ['a number without its prefix', { path: '/x/9876543210' }],
    ['a token', { msg: `eyJhbGciOiJIUzI1NiJ9.${'a'.repeat(20)}.bbb` }],
    ['a header', { authorization: 'Bearer abcdefgh1234' }],
    ["Clerk's key", { msg: 'sk_test_0123456789' }],
    ["a webhook's secret", { msg: 'whsec_abc' }],
    ['a code', { body: { code: '123456' } }],
  ])('finds %s', (_case, facts) => {
    expect(leaksIn([line(facts)])).toHaveLength(1);
  });

  it('finds a secret it is told of, a broken line and a forged one', () => {
    expect(leaksIn([line({ msg: 'hunter2' })], ['hunter2'])).toHaveLength(1);
    expect(leaksIn(['{"level":30}\n{"level":50}\n'])).toHaveLength(2);
    expect(leaksIn(['{"msg":"\u001b[31mred"}\n'])).not.toEqual([]);
  });

  it('lets ids, times, masked numbers and our own codes pass', () => {
    const facts = {
      requestId: '01a20664-0467-7229-a31d-9876543210ab',
      msg: 'of +91••••••3210',
      code: 'auth.unauthorized',
      milliseconds: 219,
    };
    expect(leaksIn([line(facts)])).toEqual([]);
  });
});
