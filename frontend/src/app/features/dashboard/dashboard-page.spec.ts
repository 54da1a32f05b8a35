import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type UserProfile } from '#contracts/user.js';
import { aProfile } from '../../../test/a-profile.js';
import { aQuota } from '../../../test/a-quota.js';
import { FakeApi, problem } from '../../../test/fake-api.js';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { named, settled, shown } from '../../../test/page-queries.js';
import { providePortal } from '../../../test/portal.js';
import { PendingErasure } from '../../core/auth/pending-erasure.js';
import { Session } from '../../core/auth/session.js';
import { Translator } from '../../core/i18n/translator.js';
import { DashboardPage } from './dashboard-page.js';

let api: FakeApi;
let page: ComponentFixture<DashboardPage>;

async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
  await page.whenStable();
}

function open(stored: Partial<UserProfile> = {}): void {
  TestBed.configureTestingModule({ providers: [provideRouter([]), ...providePortal(new FakeClerk())] });
  TestBed.inject(Session).open('app-token', aProfile(stored));
  page = TestBed.createComponent(DashboardPage);
  page.detectChanges();
}

beforeEach(() => {
  localStorage.clear();
  api = new FakeApi();
  api.answersWith({ status: 200, body: aProfile() });
  // Most of these are about what is shown before it comes.
  api.answersAt('/quota/me', null);
});

describe(DashboardPage.name, () => {
  it('shows what this browser knows before the server answers', async () => {
    open();
    expect(shown(page)).toContain('Namaste, Asha Sharma');
    expect(shown(page)).toContain('Sharma Prints');
    expect(shown(page)).toContain('Jaipur 302001, Rajasthan');
    expect(shown(page)).toContain('Plan: Free');
    expect(shown(page)).toContain('5 of 20 used');
    expect(shown(page)).toContain('BP-7K3MX2QHR');
    await settle();
  });

  it('then shows what the server says, and keeps it', async () => {
    api.answersWith({ status: 200, body: aProfile({ uploadsUsedThisMonth: 6 }) });
    open();
    await settle();
    expect(shown(page)).toContain('6 of 20 used');
    expect(TestBed.inject(Session).user()?.uploadsUsedThisMonth).toBe(6);
  });

  it.each([
    ['the server is not reached', null, 'Our server cannot be reached.'],
    ['the database is down', problem(503, 'database.unavailable'), 'Our server is busy just now.'],
  ])('says so when %s, keeps showing, and refreshes on request', async (_case, answer, words) => {
    api.answersWith(answer, { status: 200, body: aProfile({ uploadsUsedThisMonth: 7 }) });
    open();
    await settle();
    expect(shown(page)).toContain('Showing what we last knew');
    expect(shown(page)).toContain(words);
    expect(shown(page)).toContain('Sharma Prints');

    named(page, 'button', 'Try again').click();
    await settle();
    expect(shown(page)).not.toContain('Showing what we last knew');
    expect(shown(page)).toContain('7 of 20 used');
  });

  it('opens without a network with what was last known, says of when, and refreshes by itself', async () => {
    api.answersAt('/quota/me', { status: 200, body: aQuota({ used: 5, limit: 20 }) });
    open();
    await settled(page);
    TestBed.resetTestingModule();
    const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    api.answersWith(null);
    api.answersAt('/quota/me', null);
    TestBed.configureTestingModule({ providers: [provideRouter([]), ...providePortal(new FakeClerk())] });
    page = TestBed.createComponent(DashboardPage);
    page.detectChanges();
    await settled(page);
    expect(shown(page)).toMatch(/Offline, as of \d{1,2} \w{3}/);
    expect(shown(page)).toContain('What your limit is made of');
    expect(shown(page)).toContain('BP-7K3MX2QHR');

    online.mockReturnValue(true);
    api.answersWith({ status: 200, body: aProfile({ uploadsUsedThisMonth: 6 }) });
    window.dispatchEvent(new Event('online'));
    await settled(page);
    expect(shown(page)).not.toContain('as of');
    expect(shown(page)).toContain('6 of 20 used');
    online.mockRestore();
  });

  it.each([
    [{ ownerName: null }, 'Namaste, Sharma Prints'],
    [{ ownerName: null, shopName: null }, 'Namaste'],
  ])('greets %j', (stored, greeting) => {
    open(stored);
    expect(shown(page)).toContain(greeting);
  });

  it('reminds an owner whose profile is not complete', async () => {
    api.answersWith(null);
    open({ onboardingCompleted: false, shopName: null, city: null, state: null, pincode: null });
    expect(named(page, 'a', 'Complete profile').getAttribute('href')).toBe('/auth/signup/shop');
    expect(shown(page)).toContain('Your shop has no name yet');
    await settle();
  });

  it.each([
    [{ uploadsUsedThisMonth: 20 }, 'All used.', '20', '20'],
    [{ uploadsUsedThisMonth: 23 }, 'All used.', '20', '20'],
    [{ uploadsUsedThisMonth: 0, monthlyUploadLimit: 0 }, 'All used.', '0', '0'],
    [{ uploadsUsedThisMonth: 1234, monthlyUploadLimit: 125000 }, '1,23,766 left', '1234', '125000'],
  ])('measures %j', async (stored, words, now, max) => {
    api.answersWith(null);
    open(stored);
    const meter = (page.nativeElement as HTMLElement).querySelector('[role=meter]');
    expect(shown(page)).toContain(words);
    expect(meter?.getAttribute('aria-valuenow')).toBe(now);
    expect(meter?.getAttribute('aria-valuemax')).toBe(max);
    await settle();
  });

  describe('the limit of uploads', () => {
    const parts = (): string[] =>
      [...(page.nativeElement as HTMLElement).querySelectorAll('bp-uploads-card dl > div')].map(
        ({ textContent }) => textContent.trim(),
      );
    const openWith = async (...answers: Parameters<FakeApi['answersWith']>): Promise<void> => {
      api.answersAt('/quota/me', ...answers);
      open();
      await settled(page);
    };
    const quota = (changed: Parameters<typeof aQuota>[0]): { status: number; body: unknown } => ({
      status: 200,
      body: aQuota(changed),
    });

    it.each([
      [{}, ['Free plan20', 'Referrals+15']],
      [
        {
          limit: 500,
          parts: { plan: 'premium', planUploads: 500, referralUploads: 0, adjustment: 0 } as const,
        },
        ['Premium plan500'],
      ],
      [
        { limit: 30, parts: { plan: 'free', planUploads: 20, referralUploads: 15, adjustment: -5 } as const },
        ['Free plan20', 'Referrals+15', 'Changed by BharatPrint−5'],
      ],
    ])('is told in its parts: %j', async (changed, lines) => {
      await openWith(quota(changed));
      expect(parts()).toEqual(lines);
    });

    it('is the one whose parts are told', async () => {
      await openWith(quota({ used: 7 }));
      expect(shown(page)).toContain('7 of 35 used');
      const meter = (page.nativeElement as HTMLElement).querySelector('[role=meter]');
      expect(meter?.getAttribute('aria-valuemax')).toBe('35');
      expect(meter?.getAttribute('aria-valuetext')).toBe('7 of 35 used');
    });

    it.each([
      [27, '8 left until the month ends.', false],
      [28, 'Nearly all are used: 7 left until 1 Dec, when the count starts again.', true],
      [35, 'All 35 are used. The count starts again on 1 Dec.', true],
      [36, 'All 35 are used. The count starts again on 1 Dec.', true],
    ])('warns of %i used of 35 with “%s”', async (used, words, warns) => {
      await openWith(quota({ used }));
      expect(shown(page)).toContain(words);
      expect(shown(page).includes('Invite shops for more uploads')).toBe(warns);
    });

    it('is warned of before its parts are here, without a day from this device', async () => {
      api.answersAt('/quota/me', null);
      open({ uploadsUsedThisMonth: 16 });
      expect(shown(page)).toContain('4 left until the month ends.');
      expect(named(page, 'a', 'Invite shops for more uploads').getAttribute('href')).toBe('/referrals');
      await settled(page);
    });

    it('says when its parts do not come, and reads them on request', async () => {
      await openWith(problem(503, 'database.unavailable'), quota({}));
      expect(shown(page)).toContain('What your limit is made of did not load.');
      document.body.append(page.nativeElement as HTMLElement);
      named(page, 'button', 'Try again').focus();
      named(page, 'button', 'Try again').click();
      await settled(page);
      expect(parts()).toEqual(['Free plan20', 'Referrals+15']);
      expect(document.activeElement?.id).toBe('limit-parts');
    });

    it('leaves whoever has gone on alone when its parts come', async () => {
      await openWith(problem(503, 'database.unavailable'));
      document.body.append(page.nativeElement as HTMLElement);
      const answer = api.answersLaterAt('/quota/me', quota({}));
      named(page, 'button', 'Try again').click();
      named(page, 'a', 'Change').focus();
      answer();
      await settled(page);
      expect(parts()).toHaveLength(2);
      expect(document.activeElement).toBe(named(page, 'a', 'Change'));
    });

    it('breaks nothing when its owner has left before they come', async () => {
      await openWith(problem(503, 'database.unavailable'));
      const answer = api.answersLaterAt('/quota/me', quota({}));
      const broken = jest.fn();
      process.on('unhandledRejection', broken);
      named(page, 'button', 'Try again').click();
      page.destroy();
      answer();
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      await new Promise((resolve) => setTimeout(resolve));
      process.off('unhandledRejection', broken);
      expect(broken).not.toHaveBeenCalled();
    });

    it('is read again with the profile, and complained of once', async () => {
      api.answersWith(null, { status: 200, body: aProfile() });
      await openWith(null, quota({}));
      expect(shown(page)).not.toContain('What your limit is made of did not load.');
      named(page, 'button', 'Try again').click();
      await settled(page);
      expect(parts()).toEqual(['Free plan20', 'Referrals+15']);
      expect(api.calls.filter(({ path }) => path === '/quota/me')).toHaveLength(2);
    });
  });

  it('leads to inviting other shops', async () => {
    open();
    expect(named(page, 'a', 'Invite shops and see who joined').getAttribute('href')).toBe('/referrals');
    await settle();
  });

  it('speaks Hindi after a switch, without a reload', async () => {
    open();
    await TestBed.inject(Translator).learn('account');
    await TestBed.inject(Translator).speak('hi');
    await settle();
    expect(shown(page)).toContain('नमस्ते, Asha Sharma');
    expect(shown(page)).toContain('Jaipur 302001, राजस्थान');
  });

  it('leads to the profile, where the shop is changed', async () => {
    open();
    expect(named(page, 'a', 'Change shop details').getAttribute('href')).toBe('/profile');
    await settle();
  });

  it('says once that signing in has called off the deletion', async () => {
    const user = aProfile();
    TestBed.inject(PendingErasure).note(user.id, new Date(Date.now() + 60_000).toISOString());
    TestBed.resetTestingModule();
    open();
    expect(shown(page)).toContain('your account will not be deleted');
    await settle();
    page.destroy();
    TestBed.resetTestingModule();
    open();
    expect(shown(page)).not.toContain('your account will not be deleted');
    await settle();
  });

  describe('the referral code', () => {
    const copy = async (): Promise<void> => {
      open();
      named(page, 'button', 'Copy code').click();
      await settle();
    };

    it('is copied', async () => {
      const writeText = jest.fn().mockResolvedValue(undefined);
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
      await copy();
      expect(writeText).toHaveBeenCalledWith('BP-7K3MX2QHR');
      expect(shown(page)).toContain('Copied');
    });

    it.each([
      [true, 'Copied'],
      [false, 'Press and hold the code'],
    ])('is copied without the permission too (the old way works: %p)', async (works, words) => {
      const writeText = jest.fn().mockRejectedValue(new DOMException('denied', 'NotAllowedError'));
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
      Object.defineProperty(document, 'execCommand', { configurable: true, value: () => works });
      await copy();
      expect(shown(page)).toContain(words);
    });
  });
});
