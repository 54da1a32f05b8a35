import { type ComponentFixture } from '@angular/core/testing';
import { type AdminStats } from '#contracts/admin.js';
import { openAdminPage, rowTexts } from '../../../../test/admin-portal.js';
import { FakeApi } from '../../../../test/fake-api.js';
import { named, pressKey, settled, shown } from '../../../../test/page-queries.js';
import { StatsPage } from './stats-page.js';

const STATS: AdminStats = {
  users: { total: 1250, active: 1200, blocked: 20, parked: 10, erasing: 5, erased: 15 },
  plans: { free: 900, premium: 300 },
  seenInThirtyDays: 800,
  uploadsThisMonth: 125000,
  signUpsPerDay: [],
  referrals: { joined: 5, activated: 3, rewarded: 12, held: 2, rejected: 3 },
};
const day = (n: number): string => `2026-11-${String(n).padStart(2, '0')}`;
const SIGN_UPS = [0, 4, 8].map((signUps, place) => ({ day: day(20 + place), signUps }));

let api: FakeApi;
let page: ComponentFixture<unknown>;

const root = (): HTMLElement => page.nativeElement as HTMLElement;
const slider = (): HTMLElement => root().querySelector<HTMLElement>('[role=slider]')!;
const rowsOf = (heading: string): string[] => rowTexts(page, `table[aria-labelledby=${heading}] tbody tr`);

beforeEach(() => {
  localStorage.clear();
  api = new FakeApi();
  api.answersAt('/admin/stats', { status: 200, body: STATS });
  api.answersAt('/admin/stats/sign-ups?days=30', { status: 200, body: { days: SIGN_UPS } });
  api.answersAt('/admin/stats/sign-ups?days=90', { status: 200, body: { days: SIGN_UPS.slice(0, 1) } });
  api.answersAt('/admin/referrals/funnel', {
    status: 200,
    body: {
      days: [
        { day: day(21), opened: 30, joined: 8, activated: 4, rewarded: 2 },
        { day: day(22), opened: 10, joined: 2, activated: 2, rewarded: 1 },
      ],
    },
  });
});
afterEach(() => {
  root().remove();
  page.destroy();
});

describe(StatsPage.name, () => {
  it('tells the figures as India writes them', async () => {
    page = await openAdminPage('/admin/stats');
    for (const text of ['1,250', '1,200', '800', '1,25,000']) expect(shown(page)).toContain(text);
  });

  it('shows the funnel of all days, each step beside the part of the one before', async () => {
    page = await openAdminPage('/admin/stats');
    expect(rowsOf('funnel')).toEqual([
      'Link opened | 40 | –',
      'Joined | 10 | 25%',
      'Profile complete | 6 | 60%',
      'Rewarded | 3 | 50%',
    ]);
    const widths = [...root().querySelectorAll('table[aria-labelledby=funnel] rect')].map((bar) =>
      bar.getAttribute('width'),
    );
    expect(widths).toEqual(['100', '25', '15', '7.5']);
  });

  it('shows plans and statuses as parts of the whole', async () => {
    page = await openAdminPage('/admin/stats');
    expect(rowsOf('plans')).toEqual(['Free | 900 | 75%', 'Premium | 300 | 25%']);
    expect(rowsOf('referrals')[2]).toBe('Rewarded | 12 | 48%');
  });

  describe('the sign-ups', () => {
    it('are bars by day, with their sum in words and all of them in a table', async () => {
      page = await openAdminPage('/admin/stats');
      const heights = [...slider().querySelectorAll('rect')].map((bar) => bar.getAttribute('height'));
      expect(heights).toEqual(['1', '50', '100']);
      expect(shown(page)).toContain('12 sign-ups in 3 days. The most on one day: 8, on 22 Nov.');
      expect(rowsOf('sign-ups')).toEqual(['20 Nov 2026 | 0', '21 Nov 2026 | 4', '22 Nov 2026 | 8']);
    });

    it('are told day by day to whoever goes along them by keys', async () => {
      page = await openAdminPage('/admin/stats');
      const told: (string | null)[] = [slider().getAttribute('aria-valuetext')];
      slider().focus();
      for (const key of ['ArrowLeft', 'Home', 'ArrowLeft', 'ArrowRight', 'End', 'x']) {
        pressKey(key);
        await settled(page);
        told.push(slider().getAttribute('aria-valuetext'));
      }
      const [first, second, third] = ['20 Nov 2026: 0', '21 Nov 2026: 4', '22 Nov 2026: 8'];
      expect(told.map((text) => text?.replaceAll('\u00a0', ' '))).toEqual([
        third,
        second,
        first,
        first,
        second,
        third,
        third,
      ]);
    });

    it('go back ninety days by an address', async () => {
      page = await openAdminPage('/admin/stats');
      named(page, 'a', 'Last 90 days').click();
      await settled(page);
      expect(shown(page)).toContain('Nobody has signed up in 1 days.');
      expect(named(page, 'a', 'Last 90 days').getAttribute('aria-current')).toBe('true');
    });
  });

  it('shows what came when a part did not', async () => {
    api.answersAt('/admin/stats/sign-ups?days=30', null);
    page = await openAdminPage('/admin/stats');
    expect(shown(page)).toContain('This did not load');
    expect(rowsOf('funnel')).toHaveLength(4);
  });
});
