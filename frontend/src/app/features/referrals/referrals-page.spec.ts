import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { MOST_REWARDS_A_MONTH } from '#contracts/referral.js';
import { type UserProfile } from '#contracts/user.js';
import { aProfile } from '../../../test/a-profile.js';
import { aReferredShop, aStanding, anInvitation, someReferrals } from '../../../test/a-referral.js';
import { FakeApi, problem } from '../../../test/fake-api.js';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { labelled, named, settled, shown, typeInto } from '../../../test/page-queries.js';
import { providePortal } from '../../../test/portal.js';
import { Session } from '../../core/auth/session.js';
import { Translator } from '../../core/i18n/translator.js';
import { Toasts } from '../../core/toasts/toasts.js';
import { KeptInvitation } from '../../core/invitation/kept-invitation.js';
import { ReferralsPage } from './referrals-page.js';

const LABEL = 'Code of the shop that invited you';
const UNTIL = '2026-12-01T20:00:00.000Z';
const RAVIS_CODE = 'BP-R4V1X3R0X';

let api: FakeApi;
let page: ComponentFixture<ReferralsPage>;

async function open(user: Partial<UserProfile> = {}): Promise<void> {
  TestBed.configureTestingModule({ providers: [provideRouter([]), ...providePortal(new FakeClerk())] });
  TestBed.inject(Session).open('app-token', aProfile(user));
  page = TestBed.createComponent(ReferralsPage);
  document.body.append(page.nativeElement as HTMLElement);
  await settled(page);
}

const root = (): HTMLElement => page.nativeElement as HTMLElement;
const asked = (path: string): unknown[] => api.calls.filter((call) => call.path === path);

async function press(name: string): Promise<void> {
  named(page, 'button', name).click();
  await settled(page);
}

function hasInvited(...items: ReturnType<typeof aReferredShop>[]): void {
  api.answersAt('/referrals/me', { status: 200, body: someReferrals({ items }) });
}

beforeEach(() => {
  localStorage.clear();
  api = new FakeApi();
  api.answersWith({ status: 200, body: aProfile() });
  api.answersAt('/referrals/me', { status: 200, body: someReferrals() });
  api.answersAt('/referrals/me/standing', { status: 200, body: aStanding() });
});
afterEach(() => {
  root().remove();
  page.destroy();
});

describe(ReferralsPage.name, () => {
  it('says offline of when its list is, not the profile', async () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-01-05T10:00:00+05:30'));
    TestBed.inject(Session).open('app-token', aProfile());
    now.mockReturnValue(Date.parse('2026-02-06T10:00:00+05:30'));
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [provideRouter([]), ...providePortal(new FakeClerk())] });
    page = TestBed.createComponent(ReferralsPage);
    await settled(page);
    now.mockRestore();
    for (const path of ['/referrals/me', '/referrals/me/standing']) api.answersAt(path, null);
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new Event('offline'));
    await settled(page);
    expect(shown(page)).toMatch(/Offline, as of 6 Feb/);
  });

  describe('the code', () => {
    it('stands there with its link before the server answers, and without it', async () => {
      api.answersAt('/referrals/me', null);
      await open();
      expect(shown(page)).toContain('BP-7K3MX2QHR');
      expect(shown(page)).toContain(`${location.host}/r/BP-7K3MX2QHR`);
      expect(root().querySelector('[role=img][aria-label="QR code of your invitation link"]')).not.toBeNull();
    });

    it('is shared by the link the server names', async () => {
      await open();
      expect(shown(page)).toContain('bharatprint.test/r/BP-7K3MX2QHR');
      const draft = new URL((named(page, 'a', 'Share on WhatsApp') as HTMLAnchorElement).href);
      expect(draft.origin + draft.pathname).toBe('https://wa.me/');
      expect(draft.searchParams.get('text')).toBe(
        'My print shop is on BharatPrint. Join with my code BP-7K3MX2QHR and complete your shop’s profile: we both get 5 more uploads a month.\nhttps://bharatprint.test/r/BP-7K3MX2QHR',
      );
      expect(named(page, 'a', 'Share on WhatsApp').getAttribute('rel')).toBe('noopener');
    });

    it("is shared in the owner's language", async () => {
      await open();
      await TestBed.inject(Translator).learn('account');
      await TestBed.inject(Translator).learn('failures');
      await TestBed.inject(Translator).speak('hi');
      await settled(page);
      const draft = new URL((named(page, 'a', 'WhatsApp पर भेजें') as HTMLAnchorElement).href);
      expect(draft.searchParams.get('text')).toMatch(
        /^मेरी प्रिंट शॉप .*BP-7K3MX2QHR.*\nhttps:\/\/bharatprint\.test/,
      );
    });

    it.each([
      ['Copy code', 'BP-7K3MX2QHR'],
      ['Copy link', 'https://bharatprint.test/r/BP-7K3MX2QHR'],
    ])('is copied by “%s”', async (button, copied) => {
      const writeText = jest.fn().mockResolvedValue(undefined);
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
      await open();
      await press(button);
      expect(writeText).toHaveBeenCalledWith(copied);
      expect(named(page, 'button', 'Copied')).toBeDefined();
      expect(TestBed.inject(Toasts).list()).toEqual([expect.objectContaining({ text: 'Copied' })]);
    });

    it('says how to copy it where the browser does not', async () => {
      const writeText = jest.fn().mockRejectedValue(new DOMException('denied', 'NotAllowedError'));
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
      Object.defineProperty(document, 'execCommand', { configurable: true, value: () => false });
      await open();
      await press('Copy link');
      expect(shown(page)).toContain('Press and hold the text to copy it.');
    });

    it('leads to the poster', async () => {
      await open();
      expect(named(page, 'a', 'Print a poster').getAttribute('href')).toBe('/referrals/poster');
    });
  });

  describe("the system's share menu", () => {
    const menu = (outcome: Promise<void>): jest.Mock => {
      const share = jest.fn(() => outcome);
      Object.defineProperty(navigator, 'share', { configurable: true, value: share });
      return share;
    };
    const agent = (name: string): void => {
      jest.spyOn(navigator, 'userAgent', 'get').mockReturnValue(name);
    };
    const sharing = (): string[] =>
      [...root().querySelectorAll('bp-code-card button, bp-code-card a')]
        .map(({ textContent }) => textContent.trim())
        .filter((text) => text.startsWith('Share'));

    afterEach(() => {
      jest.restoreAllMocks();
      Reflect.deleteProperty(navigator, 'share');
    });

    it('is not offered where there is none', async () => {
      await open();
      expect(sharing()).toEqual(['Share on WhatsApp (opens in a new tab)']);
    });

    it.each([
      ['Mozilla/5.0 (Linux; Android 13)', ['Share…', 'Share on WhatsApp (opens in a new tab)']],
      ['Mozilla/5.0 (Windows NT 10.0)', ['Share on WhatsApp (opens in a new tab)', 'Share…']],
    ])('stands in its place on %s', async (name, order) => {
      menu(Promise.resolve());
      agent(name);
      await open();
      expect(sharing()).toEqual(order);
    });

    it('gets message and link', async () => {
      const share = menu(Promise.resolve());
      await open();
      await press('Share…');
      expect(share).toHaveBeenCalledWith({
        text: 'My print shop is on BharatPrint. Join with my code BP-7K3MX2QHR and complete your shop’s profile: we both get 5 more uploads a month.',
        url: 'https://bharatprint.test/r/BP-7K3MX2QHR',
      });
    });

    it.each([
      ['AbortError', false],
      ['NotAllowedError', true],
    ])('that ends with %s is a failure: %p', async (name, isFailure) => {
      menu(Promise.reject(new DOMException('', name)));
      await open();
      await press('Share…');
      expect(shown(page).includes('The share menu did not open.')).toBe(isFailure);
    });
  });

  describe('what it earns', () => {
    it('is told step by step, with how far the month has come', async () => {
      await open();
      expect(shown(page)).toContain('5 more uploads a month for you, and 5 for the shop.');
      expect(shown(page)).toContain('3 of 10 rewards this month');
      expect(shown(page)).toContain('You can still earn 7 this month. The count starts again on 1 Dec.');
      const meter = root().querySelector('[role=meter]');
      expect(meter?.getAttribute('aria-valuenow')).toBe('3');
      expect(meter?.getAttribute('aria-valuemax')).toBe('10');
    });

    it('says when the month holds no more', async () => {
      const { rewards } = aStanding();
      api.answersAt('/referrals/me/standing', {
        status: 200,
        body: aStanding({ rewards: { ...rewards, thisMonth: MOST_REWARDS_A_MONTH } }),
      });
      await open();
      expect(shown(page)).toContain('10 of 10 rewards this month');
      expect(shown(page)).toContain('completes its profile before 1 Dec brings uploads to neither of you');
    });
  });

  describe('the invited shops', () => {
    it('are explained while there are none', async () => {
      await open();
      expect(shown(page)).toContain('Nobody has joined with your code yet');
      expect(root().querySelectorAll('a[href^="https://wa.me/"]')).toHaveLength(2);
    });

    it.each([
      [aReferredShop(), ['Ravi Xerox', 'Profile not complete yet', 'Joined on 22 Nov 2026']],
      [
        aReferredShop({ shopName: null }),
        ['A new shop', 'Profile not complete yet', 'Joined on 22 Nov 2026'],
      ],
      [
        aReferredShop({ status: 'rewarded', activatedAt: '2026-11-23T10:00:00.000Z' }),
        ['Ravi Xerox', '+5 uploads a month', 'Joined on 22 Nov 2026 · Profile complete on 23 Nov 2026'],
      ],
      [
        aReferredShop({ status: 'activated' }),
        [
          'Ravi Xerox',
          'Beyond the month’s limit',
          'Joined on 22 Nov 2026',
          'Complete, but your 10 rewards of that month were used up.',
        ],
      ],
      [
        aReferredShop({ status: 'held' }),
        [
          'Ravi Xerox',
          'Being checked',
          'Joined on 22 Nov 2026',
          'BharatPrint is looking at it. You need to do nothing.',
        ],
      ],
      [
        aReferredShop({ status: 'rejected' }),
        [
          'Ravi Xerox',
          'Not counted',
          'Joined on 22 Nov 2026',
          'BharatPrint has looked at it and does not count it.',
        ],
      ],
    ])('are listed: %j', async (shop, lines) => {
      hasInvited(shop);
      await open();
      const row = [...root().querySelectorAll('bp-invited-shops li p')];
      expect(row.map(({ textContent }) => textContent.trim().replace(/\s+/g, ' '))).toEqual(lines);
    });

    it('are counted', async () => {
      const stats = { joined: 1234, activated: 3, uploadsEarned: 15 };
      api.answersAt('/referrals/me', {
        status: 200,
        body: someReferrals({ stats, items: [aReferredShop()] }),
      });
      await open();
      const figures = [...root().querySelectorAll('bp-invited-shops dl > div')];
      expect(figures.map(({ textContent }) => textContent.trim())).toEqual([
        'Joined1,234',
        'Profile complete3',
        'Uploads a month earned+15',
      ]);
    });

    it('come page by page, also after a page that did not come', async () => {
      api.answersAt('/referrals/me', {
        status: 200,
        body: someReferrals({ items: [aReferredShop({ shopName: 'First' })], nextCursor: 'a/b' }),
      });
      api.answersAt('/referrals/me?cursor=a%2Fb', problem(503, 'database.unavailable'), {
        status: 200,
        body: someReferrals({ items: [aReferredShop({ shopName: 'Second' })] }),
      });
      await open();
      await press('Show more');
      expect(shown(page)).toContain('Our server is busy just now.');
      expect(shown(page)).toContain('First');

      await press('Show more');
      expect(shown(page)).toMatch(/First.*Second/);
      expect(shown(page)).not.toContain('Our server is busy just now.');
      expect(shown(page)).not.toContain('Show more');
    });
  });

  it('drops a next page that comes after the list was read afresh', async () => {
    api.answersAt(
      '/referrals/me',
      {
        status: 200,
        body: someReferrals({ items: [aReferredShop({ shopName: 'First' })], nextCursor: 'old' }),
      },
      { status: 200, body: someReferrals({ items: [aReferredShop({ shopName: 'Newest' })] }) },
    );
    await open();
    const later = api.answersLaterAt('/referrals/me?cursor=old', {
      status: 200,
      body: someReferrals({ items: [aReferredShop({ shopName: 'Second' })] }),
    });
    named(page, 'button', 'Show more').click();
    window.dispatchEvent(new Event('online'));
    await settled(page);
    later();
    await settled(page);
    expect(shown(page)).toContain('Newest');
    expect(shown(page)).not.toContain('Second');
  });

  describe('without an answer', () => {
    it.each([
      ['the server is not reached', null, 'Our server cannot be reached.'],
      ['the database is down', problem(503, 'database.unavailable'), 'Our server is busy just now.'],
    ])('because %s it says so and tries again on request', async (_case, answer, words) => {
      api.answersAt('/referrals/me', answer, { status: 200, body: someReferrals() });
      await open();
      expect(shown(page)).toContain('Your referrals did not load');
      expect(shown(page)).toContain(words);
      expect(shown(page)).not.toContain('Nobody has joined');

      await press('Try again');
      expect(shown(page)).not.toContain('Your referrals did not load');
      expect(shown(page)).toContain('Nobody has joined');
    });

    it('keeps what it knows, and asks again when the connection is back', async () => {
      const known = { status: 200, body: someReferrals({ items: [aReferredShop()] }) };
      api.answersAt('/referrals/me', known, null, known);
      await open();
      window.dispatchEvent(new Event('online'));
      await settled(page);
      expect(shown(page)).toContain('What is shown may be old');
      expect(shown(page)).toContain('Ravi Xerox');
      window.dispatchEvent(new Event('online'));
      await settled(page);
      expect(shown(page)).not.toContain('What is shown may be old');
    });

    it('shows one half when the other does not come', async () => {
      api.answersAt('/referrals/me/standing', null);
      hasInvited(aReferredShop());
      await open();
      expect(shown(page)).toContain('Ravi Xerox');
      expect(shown(page)).toContain('What each step earns');
      expect(shown(page)).not.toContain('rewards this month');
    });
  });

  describe('a code of another shop', () => {
    const redeems = (): unknown[] =>
      api.calls.filter(({ method }) => method === 'POST').map(({ body }) => body);
    const redeem = async (typed: string, ...answers: Parameters<FakeApi['answersWith']>): Promise<void> => {
      api.answersAt('/referrals/me/standing', {
        status: 200,
        body: aStanding({ canRedeemUntil: UNTIL }),
      });
      api.answersAt('/referrals/redeem', ...answers);
      await open();
      await typeInto(page, LABEL, typed);
      await press('Use this code');
    };
    const typed = (): string => (labelled(page, LABEL) as HTMLInputElement).value;

    it('is asked for only while there is time, and says how long', async () => {
      await redeem('');
      expect(shown(page)).toContain('Type its code by 2 Dec 2026.');
      page.destroy();
      root().remove();
      TestBed.resetTestingModule();
      api.answersAt('/referrals/me/standing', { status: 200, body: aStanding() });
      await open();
      expect(shown(page)).not.toContain('Did another shop invite you?');
    });

    it.each([RAVIS_CODE, 'bp r4v1x3r0x', 'r4v1-x3r0x', `look: https://bharatprint.test/r/${RAVIS_CODE}`])(
      'is understood when written “%s”',
      async (text) => {
        await redeem(text, { status: 201, body: anInvitation() });
        expect(redeems()).toEqual([{ code: RAVIS_CODE }]);
      },
    );

    it('is there already when a link was opened, and is of no more use once one is redeemed', async () => {
      const kept = TestBed.inject(KeptInvitation);
      kept.keep(RAVIS_CODE);
      TestBed.resetTestingModule();
      api.answersAt('/referrals/me/standing', { status: 200, body: aStanding({ canRedeemUntil: UNTIL }) });
      api.answersAt('/referrals/redeem', { status: 201, body: anInvitation() });
      await open();
      expect(typed()).toBe(RAVIS_CODE);
      await press('Use this code');
      expect(redeems()).toEqual([{ code: RAVIS_CODE }]);
      expect(TestBed.inject(KeptInvitation).code()).toBeNull();
    });

    it('turns into who invited, takes the focus there, and brings the uploads home', async () => {
      api.answersWith({ status: 200, body: aProfile({ monthlyUploadLimit: 25 }) });
      await redeem(RAVIS_CODE, { status: 201, body: anInvitation() });
      expect(shown(page)).toContain('Ravi Xerox, Jodhpur, invited you.');
      expect(shown(page)).toContain('You get 5 more uploads a month.');
      expect(shown(page)).not.toContain('Use this code');
      expect(document.activeElement?.textContent).toBe('Who invited you');
      expect(TestBed.inject(Session).user()?.monthlyUploadLimit).toBe(25);
    });

    it.each([
      ['', 'Type or paste the code first.'],
      ['BP-123', 'This is not a code.'],
    ])('is not sent when “%s” was typed', async (text, words) => {
      await redeem(text);
      expect(redeems()).toEqual([]);
      expect(shown(page)).toContain(words);
      expect(labelled(page, LABEL).getAttribute('aria-invalid')).toBe('true');
      expect(document.activeElement).toBe(labelled(page, LABEL));
      await typeInto(page, LABEL, 'BP-1234');
      expect(shown(page)).not.toContain(words);
    });

    it.each([
      [400, 'referral.own_code', 'This is your own code.'],
      [404, 'referral.code_unknown', 'There is no such code.'],
    ])('refused with %i %s is marked in its field', async (status, code, words) => {
      await redeem(RAVIS_CODE, problem(status, code));
      expect(document.getElementById('invitation-code-note')?.textContent).toContain(words);
      expect(labelled(page, LABEL).getAttribute('aria-invalid')).toBe('true');
      expect(document.activeElement).toBe(labelled(page, LABEL));
      expect(typed()).toBe(RAVIS_CODE);
    });

    it.each([
      [problem(403, 'referral.too_late'), 'A code works in the first 7 days', false],
      [problem(503, 'database.unavailable'), 'Our server is busy just now.', true],
      [null, 'Our server cannot be reached.', true],
    ])('refused with %j keeps what was typed', async (answer, words, saysSo) => {
      await redeem(RAVIS_CODE, answer);
      expect(shown(page)).toContain(words);
      expect(shown(page).includes('What you typed is still there.')).toBe(saysSo);
      expect(typed()).toBe(RAVIS_CODE);
      expect(labelled(page, LABEL).getAttribute('aria-invalid')).toBeNull();
    });

    it('is not sent while offline, which is said, and outlives a reload', async () => {
      jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
      await redeem(RAVIS_CODE, null);
      expect(shown(page)).toContain('You are offline, so the code was not used.');
      TestBed.resetTestingModule();
      await open();
      expect(typed()).toBe(RAVIS_CODE);
      jest.restoreAllMocks();
    });

    it('is asked for no more when another tab has redeemed one, and the focus goes to which', async () => {
      const refusal = problem(409, 'referral.already_redeemed');
      await redeem(RAVIS_CODE, problem(503, 'database.unavailable'), refusal);
      api.answersAt('/referrals/me/standing', {
        status: 200,
        body: aStanding({ invitation: anInvitation() }),
      });
      await press('Use this code');
      expect(asked('/referrals/me/standing')).toHaveLength(2);
      expect(document.activeElement?.textContent).toBe('Who invited you');
    });

    it('is kept no more when one was redeemed before', async () => {
      TestBed.inject(KeptInvitation).keep(RAVIS_CODE);
      TestBed.resetTestingModule();
      await redeem(RAVIS_CODE, problem(409, 'referral.already_redeemed'));
      expect(TestBed.inject(KeptInvitation).code()).toBeNull();
    });

    it.each([
      [anInvitation({ referrer: { shopName: 'Ravi Xerox', city: null } }), 'Ravi Xerox invited you.'],
      [anInvitation({ referrer: { shopName: null, city: null } }), 'Another print shop invited you.'],
      [anInvitation({ status: 'held' }), 'BharatPrint is checking this invitation.'],
      [anInvitation({ status: 'activated' }), 'The rewards of that month were used up'],
    ])('was redeemed before: %j', async (invitation, words) => {
      api.answersAt('/referrals/me/standing', { status: 200, body: aStanding({ invitation }) });
      await open();
      expect(shown(page)).toContain(words);
    });

    it('leads on to the profile that is still missing', async () => {
      const invitation = anInvitation({ status: 'joined', activatedAt: null });
      api.answersAt('/referrals/me/standing', { status: 200, body: aStanding({ invitation }) });
      await open();
      expect(named(page, 'a', 'Complete profile').getAttribute('href')).toBe('/auth/signup/shop');
    });
  });
});
