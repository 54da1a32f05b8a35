import { monthInIndia } from './month-in-india.js';

describe(monthInIndia.name, () => {
  it.each([
    ['2026-11-30T18:29:59.999Z', '2026-11-01'],
    ['2026-11-30T18:30:00.000Z', '2026-12-01'],
    ['2026-12-31T18:30:00.000Z', '2027-01-01'],
    ['2028-02-29T18:29:59.999Z', '2028-02-01'],
    ['2026-11-01T00:00:00.000Z', '2026-11-01'],
  ])('puts %s into %s', (instant, month) => {
    expect(monthInIndia(new Date(instant))).toBe(month);
  });
});
