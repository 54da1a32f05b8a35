import { TestBed } from '@angular/core/testing';
import { ASHAS_NUMBER, aProfile } from '../../../test/a-profile.js';
import { type Answer, FakeApi, problem } from '../../../test/fake-api.js';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { providePortal } from '../../../test/portal.js';
import { InvitationNews } from '../invitation/invitation-news.js';
import { KeptInvitation } from '../invitation/kept-invitation.js';
import { SessionExchange } from './session-exchange.js';
import { SESSION_KEY } from './stored-session.js';
import { Session } from './session.js';

const CODE = 'BP-9QWERT234';
const SHARMA = { shopName: 'Sharma Prints', city: 'Jaipur' };
let api: FakeApi;

const kept = (): KeptInvitation => TestBed.inject(KeptInvitation);
const news = (): unknown => TestBed.inject(InvitationNews).latest();
const sentCodes = (): unknown[] =>
  api.calls.map(({ body }) => (body as { referralCode?: string }).referralCode);

function answer(referral?: object): Answer {
  return {
    status: 200,
    body: { success: true, token: 't', isNewUser: true, user: aProfile(), ...(referral && { referral }) },
  };
}

async function signIn(...answers: Answer[]): Promise<void> {
  api.answersWith(...answers);
  await TestBed.inject(SessionExchange).run();
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  api = new FakeApi();
  const clerk = new FakeClerk();
  clerk.signInAs(ASHAS_NUMBER);
  TestBed.configureTestingModule({ providers: providePortal(clerk) });
});

describe(SessionExchange.name, () => {
  it('sends no code when none is kept', async () => {
    await signIn(answer());
    expect(api.calls[0]?.body).toEqual({ phoneNumber: ASHAS_NUMBER, clerkUserId: 'user_1' });
    expect(news()).toBeNull();
  });

  it.each(['joined', 'activated', 'rewarded', 'held', 'rejected'])(
    'sends the code that is kept; once it is %s it is kept no longer, and that is news',
    async (status) => {
      kept().keep(CODE);
      kept().knowReferrer(CODE, SHARMA);
      await signIn(answer({ status }));
      expect(sentCodes()).toEqual([CODE]);
      expect(kept().code()).toBeNull();
      expect(news()).toEqual({ what: status, code: CODE, reason: null, referrer: SHARMA });
    },
  );

  it('signs in with a wrong code all the same, and tells why it was not used', async () => {
    kept().keep(CODE);
    await signIn(answer({ status: 'ignored', code: 'referral.code_unknown' }));
    expect(TestBed.inject(Session).isSignedIn()).toBe(true);
    expect(kept().code()).toBeNull();
    expect(news()).toEqual({
      what: 'ignored',
      code: CODE,
      reason: 'referral.code_unknown',
      referrer: null,
    });
  });

  it('tells of it after a reload too', async () => {
    kept().keep(CODE);
    await signIn(answer({ status: 'joined' }));
    TestBed.resetTestingModule();
    expect(news()).toMatchObject({ what: 'joined' });
  });

  it('keeps the code while nothing has been said of it', async () => {
    kept().keep(CODE);
    await expect(signIn(null)).rejects.toMatchObject({ code: 'network' });
    await expect(signIn(problem(403, 'user.blocked'))).rejects.toMatchObject({ code: 'user.blocked' });
    expect(kept().code()).toBe(CODE);
    await signIn(answer());
    expect(kept().code()).toBe(CODE);
    expect(sentCodes()).toEqual([CODE, CODE, CODE]);
  });

  it('sends it again with a fresh token', async () => {
    kept().keep(CODE);
    await signIn(problem(401, 'auth.unauthorized'), answer({ status: 'joined' }));
    expect(sentCodes()).toEqual([CODE, CODE]);
  });

  it('leaves a newer code alone that came while the exchange was under way', async () => {
    kept().keep(CODE);
    const done = signIn(answer({ status: 'joined' }));
    kept().keep('BP-7K3MX2QHR');
    await done;
    expect(kept().code()).toBe('BP-7K3MX2QHR');
  });

  it('renews nothing for an owner in whose place somebody else has signed in meanwhile', async () => {
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile());
    const renewed = signIn(answer());
    const ravi = aProfile({ id: '0198b1c0-0000-7000-8000-000000000002' });
    localStorage.setItem(SESSION_KEY, JSON.stringify({ token: 'ravis-token', user: ravi, savedAt: 1 }));
    await expect(renewed).rejects.toMatchObject({ code: 'unknown' });
    expect(session.token()).toBe('ravis-token');
    expect(localStorage.getItem(SESSION_KEY)).toContain('ravis-token');
  });

  it('shows no pages of the owner before to whom Clerk’s session is now', async () => {
    const session = TestBed.inject(Session);
    session.open('app-token', aProfile({ id: '0198b1c0-0000-7000-8000-000000000002' }));
    await signIn(answer());
    expect(session.isTakenOver()).toBe(true);
  });

  it('redeems nothing with a silent renewal: nobody was asked', async () => {
    TestBed.inject(Session).open('app-token', aProfile());
    kept().keep(CODE);
    await signIn(answer());
    expect(sentCodes()).toEqual([undefined]);
    expect(kept().code()).toBe(CODE);
  });
});
