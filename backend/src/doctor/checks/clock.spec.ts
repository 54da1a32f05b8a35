import { compareClocks } from './clock.js';

const NOW = Date.UTC(2026, 10, 25, 12);

/** A second's round trip to a server whose clock is so far off ours. */
function answerOf(offMs: number): Parameters<typeof compareClocks>[0] {
  return { askedAt: NOW - 500, answeredAt: NOW + 500, date: new Date(NOW - offMs - 500).toUTCString() };
}

describe(compareClocks.name, () => {
  it.each([
    { off: 0, level: 'ok' },
    { off: 3_000, level: 'ok' },
    { off: -3_000, level: 'ok' },
    { off: 6_000, level: 'failure' },
    { off: -6_000, level: 'failure' },
    { off: 30_000, level: 'failure' },
  ])('takes a clock $off ms ahead as $level', ({ off, level }) => {
    expect(compareClocks(answerOf(off)).level).toBe(level);
  });

  it('says which way it is off', () => {
    expect(compareClocks(answerOf(30_000)).says).toMatch(/^This machine is 3\d\.\d s ahead of Clerk/);
    expect(compareClocks(answerOf(-30_000)).says).toMatch(/ behind Clerk/);
  });

  it.each([null, 'yesterday'])('warns when the time is %s', (date) => {
    expect(compareClocks({ askedAt: NOW, answeredAt: NOW, date }).level).toBe('warning');
  });
});
