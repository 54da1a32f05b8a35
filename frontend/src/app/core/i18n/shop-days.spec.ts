import { TestBed } from '@angular/core/testing';
import { ShopDays } from './shop-days.js';
import { Translator } from './translator.js';

/** 1 December has begun in India, and nowhere west of it. */
const TURN = '2026-11-30T18:30:00.000Z';

beforeEach(() => localStorage.clear());

describe(ShopDays.name, () => {
  it('counts days in India, wherever the browser is', () => {
    const days = TestBed.inject(ShopDays);
    expect(days.day(TURN)).toBe('1\u00a0Dec');
    expect(days.date(TURN)).toBe('1\u00a0Dec\u00a02026');
    expect(days.date('2026-11-30T18:29:59.999Z')).toBe('30\u00a0Nov\u00a02026');
  });

  it("writes them in the reader's language", async () => {
    const days = TestBed.inject(ShopDays);
    await TestBed.inject(Translator).learn('account');
    await TestBed.inject(Translator).speak('hi');
    expect(days.day(TURN)).toMatch(/^1\u00a0दिस/);
    expect(days.date(TURN)).toMatch(/^1\u00a0दिस.*\u00a02026$/);
  });
});
