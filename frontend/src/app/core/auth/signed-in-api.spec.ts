import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { aProfile } from '../../../test/a-profile.js';
import { FakeApi, problem } from '../../../test/fake-api.js';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { providePortal } from '../../../test/portal.js';
import { Session } from './session.js';
import { SignedInApi } from './signed-in-api.js';

const REFUSED = problem(401, 'auth.unauthorized');
const EXCHANGED = {
  status: 200,
  body: { success: true, token: 'new-token', isNewUser: false, user: aProfile() },
};
const PROFILE = { status: 200, body: aProfile() };
let clerk: FakeClerk;
let api: FakeApi;
let navigate: jest.SpyInstance;

beforeEach(() => {
  localStorage.clear();
  clerk = new FakeClerk();
  api = new FakeApi();
  TestBed.configureTestingModule({ providers: providePortal(clerk) });
  TestBed.inject(Session).open('old-token', aProfile());
  navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
});

const get = (): Promise<unknown> => TestBed.inject(SignedInApi).get('/users/me');

describe(SignedInApi.name, () => {
  it('carries the app token', async () => {
    api.answersWith(PROFILE);
    await get();
    expect(api.calls).toEqual([{ method: 'GET', path: '/users/me', token: 'old-token', body: null }]);
  });

  it('renews the session once after a 401 and asks again', async () => {
    clerk.signInAs(null);
    api.answersWith(REFUSED, EXCHANGED, PROFILE);
    await expect(get()).resolves.toEqual(aProfile());
    expect(api.calls.map(({ path, token }) => `${path} ${token ?? ''}`)).toEqual([
      '/users/me old-token',
      '/auth/verify-clerk-token cached-clerk-token',
      '/users/me new-token',
    ]);
  });

  it('asks nothing again for somebody else who has signed in here meanwhile', async () => {
    const session = TestBed.inject(Session);
    api.answersWith(PROFILE);
    const answer = api.answersLaterAt('/users/me', REFUSED);
    const asked = get();
    session.open('ravis-token', aProfile({ id: '0198b1c0-0000-7000-8000-000000000002' }));
    answer();
    await expect(asked).rejects.toMatchObject({ code: 'auth.unauthorized' });
    expect(api.calls).toHaveLength(1);
    expect(session.token()).toBe('ravis-token');
  });

  it.each([
    ['a refusal', problem(403, 'user.blocked')],
    ['an ended session', REFUSED],
  ])('signs nobody out by %s that was meant for the owner before', async (_case, refusal) => {
    const session = TestBed.inject(Session);
    clerk.signInAs(null);
    api.answersAt('/auth/verify-clerk-token', problem(403, 'user.erased'));
    const answer = api.answersLaterAt('/users/me', refusal);
    const asked = get();
    // Storage that is switched off: no other tab has a part in this.
    session.open('ravis-token', aProfile({ id: '0198b1c0-0000-7000-8000-000000000002' }));
    answer();
    await expect(asked).rejects.toBeDefined();
    expect(session.token()).toBe('ravis-token');
    expect(navigate).not.toHaveBeenCalled();
  });

  it('looks at Clerk again for a number that was changed on another phone', async () => {
    clerk.signInAs('+919812345678');
    const user = clerk.account!.user;
    jest.spyOn(user, 'reload').mockImplementation(async () => {
      user.primaryPhoneNumber = { phoneNumber: aProfile().phoneNumber };
      await Promise.resolve();
    });
    api.answersWith(REFUSED, problem(403, 'auth.identity_mismatch'), EXCHANGED, PROFILE);
    await expect(get()).resolves.toEqual(aProfile());
    const exchanges = api.calls.filter(({ path }) => path === '/auth/verify-clerk-token');
    expect(exchanges.map(({ body }) => body)).toMatchObject([
      { phoneNumber: '+919812345678' },
      { phoneNumber: aProfile().phoneNumber },
    ]);
  });

  it('ends when Clerk says the same number again', async () => {
    clerk.signInAs('+919812345678');
    api.answersWith(REFUSED, problem(403, 'auth.identity_mismatch'));
    await expect(get()).rejects.toMatchObject({ code: 'auth.unauthorized' });
    expect(api.calls).toHaveLength(2);
    expect(navigate).toHaveBeenCalledWith(
      ['/auth/login'],
      expect.objectContaining({ info: 'session-ended' }),
    );
  });

  it('does not renew twice when the new token is refused too', async () => {
    clerk.signInAs(null);
    api.answersWith(REFUSED, EXCHANGED, REFUSED);
    await expect(get()).rejects.toMatchObject({ code: 'auth.unauthorized' });
    expect(api.calls).toHaveLength(3);
  });

  it('renews once for calls that fail together', async () => {
    clerk.signInAs(null);
    api.answersWith(REFUSED, REFUSED, EXCHANGED, PROFILE);
    await Promise.all([get(), get()]);
    expect(api.calls.filter(({ path }) => path === '/auth/verify-clerk-token')).toHaveLength(1);
  });

  it('takes the token that another tab got in the meantime', async () => {
    api.answersWith(REFUSED, PROFILE);
    const answer = get();
    TestBed.inject(Session).open('token-of-the-other-tab', aProfile());
    await answer;
    expect(api.calls.map(({ token }) => token)).toEqual(['old-token', 'token-of-the-other-tab']);
  });

  it('leads to the sign-in when Clerk has no session either', async () => {
    api.answersWith(REFUSED);
    await expect(get()).rejects.toMatchObject({ code: 'auth.unauthorized' });
    expect(TestBed.inject(Session).isSignedIn()).toBe(false);
    expect(navigate).toHaveBeenCalledWith(
      ['/auth/login'],
      expect.objectContaining({ info: 'session-ended' }),
    );
  });

  it('leads to the sign-in when the account is blocked', async () => {
    clerk.signInAs(null);
    api.answersWith(REFUSED, problem(403, 'user.blocked'));
    await expect(get()).rejects.toBeDefined();
    expect(TestBed.inject(Session).isSignedIn()).toBe(false);
    expect(navigate).toHaveBeenCalledWith(['/auth/login'], expect.objectContaining({ info: 'blocked' }));
  });

  it.each([
    ['the exchange is not reached', null],
    ['the exchange is down', problem(503, 'auth.keys_unavailable')],
    ['the exchange is too busy', problem(429, 'request.rate_limited')],
  ])('signs nobody out when %s', async (_case, answer) => {
    clerk.signInAs(null);
    api.answersWith(REFUSED, answer);
    await expect(get()).rejects.toMatchObject({ code: 'auth.unauthorized' });
    expect(TestBed.inject(Session).isSignedIn()).toBe(true);
    expect(navigate).not.toHaveBeenCalled();
  });

  it.each([
    ['a proxy in HTML', { status: 502 }, 'network'],
    ['a code of tomorrow', problem(409, 'quota.of_tomorrow'), 'internal'],
    ['a limit', { ...problem(429, 'request.rate_limited'), retryAfter: '7' }, 'request.rate_limited'],
  ])('tells what %s answered', async (_case, answer, code) => {
    api.answersWith(answer as never);
    await expect(get()).rejects.toMatchObject({ code });
  });

  it('sends what has no body and deletes, as the owner', async () => {
    api.answersWith({ status: 204 });
    await TestBed.inject(SignedInApi).post('/auth/sign-out-everywhere');
    await TestBed.inject(SignedInApi).delete('/users/me', { clerkToken: 't' });
    expect(api.calls).toEqual([
      { method: 'POST', path: '/auth/sign-out-everywhere', token: 'old-token', body: null },
      { method: 'DELETE', path: '/users/me', token: 'old-token', body: { clerkToken: 't' } },
    ]);
  });

  it('renews the session for a file too', async () => {
    clerk.signInAs(null);
    api.answersWith(REFUSED, EXCHANGED, PROFILE);
    await expect(TestBed.inject(SignedInApi).download('/users/me/export')).resolves.toBeInstanceOf(Blob);
    expect(api.calls.at(-1)).toMatchObject({ path: '/users/me/export', token: 'new-token' });
  });

  it.each([
    ['user.blocked', 403, 'blocked'],
    ['user.parked', 403, 'parked'],
    ['user.erased', 409, 'erased'],
  ])('ends here when the answer is %s', async (code, status, info) => {
    api.answersWith(problem(status, code));
    await expect(get()).rejects.toMatchObject({ code });
    expect(TestBed.inject(Session).isSignedIn()).toBe(false);
    expect(navigate).toHaveBeenCalledWith(['/auth/login'], expect.objectContaining({ info }));
  });

  it("does not take an administrator's refusal for the own account's", async () => {
    api.answersWith(problem(409, 'user.erased'));
    await expect(TestBed.inject(SignedInApi).get('/admin/users/1')).rejects.toBeDefined();
    expect(TestBed.inject(Session).isSignedIn()).toBe(true);
  });

  it('signs nobody in again who signed out in another tab during the renewal', async () => {
    clerk.signInAs(null);
    api.answersWith(REFUSED, EXCHANGED, PROFILE);
    const answer = get();
    localStorage.clear();
    await expect(answer).rejects.toMatchObject({ code: 'auth.unauthorized' });
    expect(localStorage.getItem('bharatprint.session')).toBeNull();
    expect(TestBed.inject(Session).isSignedIn()).toBe(false);
  });
});
