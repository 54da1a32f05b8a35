import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type UserProfile } from '#contracts/user.js';
import { aProfile } from '../../../test/a-profile.js';
import { FakeApi, problem } from '../../../test/fake-api.js';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { named, shown } from '../../../test/page-queries.js';
import { providePortal } from '../../../test/portal.js';
import { PendingErasure } from '../../core/auth/pending-erasure.js';
import { Session } from '../../core/auth/session.js';
import { ACCOUNT_SENTENCES } from '../../core/i18n/later-sentences.js';
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

  it('speaks Hindi after a switch, without a reload', async () => {
    open();
    await TestBed.inject(Translator).learn(ACCOUNT_SENTENCES);
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
