import { TestBed } from '@angular/core/testing';
import { ASHAS_NUMBER, RAVIS_NUMBER, aProfile } from '../../../test/a-profile.js';
import { FakeApi, problem } from '../../../test/fake-api.js';
import { FakeClerkAccount } from '../../../test/fake-clerk-account.js';
import { FakeClerk, clerkRefusal } from '../../../test/fake-clerk.js';
import { providePortal } from '../../../test/portal.js';
import { CALL_PATIENCE_MS } from '../../core/auth/clerk-session.js';
import { Session } from '../../core/auth/session.js';
import { Crash } from '../../core/errors/app-error-handler.js';
import { PhoneCode, ROBOT_CHECK_PATIENCE_MS } from './phone-code.js';
import { SignInDraft } from './sign-in-draft.js';
import { SignInFlow } from './sign-in-flow.js';

const CODE = '123456';
let clerk: FakeClerk;
let api: FakeApi;

function aFlow(): SignInFlow {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [...providePortal(clerk), SignInFlow, SignInDraft, PhoneCode],
  });
  return TestBed.inject(SignInFlow);
}

async function aFlowAtTheCode(): Promise<SignInFlow> {
  const flow = aFlow();
  await flow.send(ASHAS_NUMBER);
  clerk.calls.length = 0;
  return flow;
}

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-22T05:00:00Z'), doNotFake: ['queueMicrotask', 'nextTick'] });
  localStorage.clear();
  sessionStorage.clear();
  clerk = new FakeClerk();
  api = new FakeApi();
  api.answersWith({
    status: 200,
    body: { success: true, token: 'app-token', isNewUser: false, user: aProfile() },
  });
});
afterEach(() => jest.useRealTimers());

describe(SignInFlow.name, () => {
  it('sends one SMS and asks for its code', async () => {
    const flow = aFlow();
    await flow.send(ASHAS_NUMBER);

    expect(clerk.calls).toEqual([`create ${ASHAS_NUMBER}`, 'prepare']);
    expect(flow.step()).toBe('code');
    expect(flow.countdown.secondsLeft()).toBe(30);
  });

  it('sends one SMS for two presses', async () => {
    const flow = aFlow();
    await Promise.all([flow.send(ASHAS_NUMBER), flow.send(ASHAS_NUMBER)]);
    expect(clerk.calls.filter((call) => call === 'prepare')).toHaveLength(1);
  });

  it('signs in with the code: Clerk, our token, the profile', async () => {
    const flow = await aFlowAtTheCode();
    await flow.confirm(CODE);

    expect(clerk.calls).toEqual([`attempt ${CODE}`, 'activate sess_1']);
    expect(api.calls).toEqual([
      {
        method: 'POST',
        path: '/auth/verify-clerk-token',
        token: 'cached-clerk-token',
        body: { phoneNumber: ASHAS_NUMBER, clerkUserId: 'user_1' },
      },
    ]);
    expect(TestBed.inject(Session).token()).toBe('app-token');
    expect(flow.welcome()?.user.shopName).toBe('Sharma Prints');
    expect(sessionStorage.getItem('bharatprint.sign-in')).toBeNull();
  });

  it('opens an account for an unknown number with the same code', async () => {
    const flow = await aFlowAtTheCode();
    clerk.refusals.set('attempt', clerkRefusal('sign_up_if_missing_transfer', 404));
    await flow.confirm(CODE);

    expect(clerk.calls).toEqual([`attempt ${CODE}`, 'transfer', 'activate sess_new']);
    expect(flow.welcome()).not.toBeNull();
  });

  it('signs up where the instance knows no sign-up-if-missing', async () => {
    clerk.refusals.set('create', clerkRefusal('form_identifier_not_found'));
    const flow = aFlow();
    await flow.send(ASHAS_NUMBER);
    await flow.confirm(CODE);

    expect(clerk.calls).toEqual([
      `create ${ASHAS_NUMBER}`,
      `signUp ${ASHAS_NUMBER}`,
      'prepareSignUp',
      `attemptSignUp ${CODE}`,
      'activate sess_new',
    ]);
  });

  it('needs no code when Clerk already has a session of that number', async () => {
    const flow = aFlow();
    clerk.signInAs(ASHAS_NUMBER);
    await flow.send(ASHAS_NUMBER);
    expect(clerk.calls).toEqual([]);
    expect(flow.welcome()).not.toBeNull();
  });

  it('signs another number out of Clerk first', async () => {
    const flow = aFlow();
    clerk.signInAs(RAVIS_NUMBER);
    await flow.send(ASHAS_NUMBER);
    expect(clerk.calls).toEqual(['signOut', `create ${ASHAS_NUMBER}`, 'prepare']);
  });

  it.each([
    { session: ASHAS_NUMBER, whose: 'of that number', then: 'finish', calls: ['reload', 'activate sess_9'] },
    {
      session: RAVIS_NUMBER,
      whose: 'of another',
      then: 'code',
      calls: ['reload', 'signOut', `create ${ASHAS_NUMBER}`, 'prepare'],
    },
  ])('goes on when Clerk says session_exists, $whose', async ({ session, then, calls }) => {
    clerk.refusals.set('create', clerkRefusal('session_exists', 400));
    clerk.sessionsAfterReload = [{ ...new FakeClerkAccount(session).session, id: 'sess_9' }];
    const flow = aFlow();
    await flow.send(ASHAS_NUMBER);
    expect(flow.step()).toBe(then);
    expect(clerk.calls.slice(1)).toEqual(calls);
  });

  it('takes over a session whose answer was lost on the way', async () => {
    const flow = await aFlowAtTheCode();
    clerk.refusals.set('attempt', clerkRefusal('verification_already_verified', 400));
    clerk.sessionsAfterReload = [{ ...new FakeClerkAccount(ASHAS_NUMBER).session, id: 'sess_9' }];
    await flow.confirm(CODE);
    expect(flow.welcome()).not.toBeNull();
  });

  describe('a wrong code', () => {
    it.each([
      [1, 2],
      [2, 1],
      [null, null],
    ])('after %p of three leaves %p tries', async (attempts, left) => {
      const flow = await aFlowAtTheCode();
      clerk.attempts = attempts;
      clerk.refusals.set('attempt', clerkRefusal('form_code_incorrect'));
      await flow.confirm('000000');

      expect(flow.failure()?.code).toBe('form_code_incorrect');
      expect(flow.triesLeft()).toBe(left);
      expect(flow.step()).toBe('code');
      expect(flow.needsNewCode()).toBe(false);
    });

    it('that was the last try asks for a new code at once', async () => {
      const flow = await aFlowAtTheCode();
      clerk.attempts = 3;
      clerk.refusals.set('attempt', clerkRefusal('form_code_incorrect'));
      await flow.confirm('000000');
      expect(flow.failure()?.code).toBe('verification_failed');
      expect(flow.needsNewCode()).toBe(true);
    });

    it('is followed by the right one', async () => {
      const flow = await aFlowAtTheCode();
      clerk.refusals.set('attempt', clerkRefusal('form_code_incorrect'));
      await flow.confirm('000000');
      await flow.confirm(CODE);
      expect(flow.welcome()).not.toBeNull();
    });
  });

  it.each([
    'verification_expired',
    'verification_failed',
    'verification_missing',
    'verification_not_sent',
    'resource_not_found',
    'resource_forbidden',
  ])('asks for a new code after %s', async (code) => {
    const flow = await aFlowAtTheCode();
    clerk.refusals.set('attempt', clerkRefusal(code, 400));
    await flow.confirm(CODE);

    expect(flow.failure()?.code).toBe(code);
    expect(flow.needsNewCode()).toBe(true);
  });

  it.each([
    ['too_many_requests', 429],
    ['user_banned', 403],
    ['user_locked', 403],
    ['unsupported_country_code', 403],
    ['origin_invalid', 400],
    ['captcha_invalid', 400],
    ['captcha_missing_token', 400],
    ['dev_monthly_sms_limit_exceeded', 400],
    ['form_param_format_invalid', 422],
  ])('stays at the number after %s', async (code, status) => {
    clerk.refusals.set('create', clerkRefusal(code, status));
    const flow = aFlow();
    flow.type('98765 43210');
    await flow.send(ASHAS_NUMBER);

    expect(flow.failure()?.code).toBe(code);
    expect(flow.step()).toBe('phone');
    expect(flow.typed()).toBe('98765 43210');
    expect(flow.busy()).toBeNull();
  });

  it.each([
    ['a server in trouble', clerkRefusal('internal_clerk_error', 500), 'out_of_order'],
    ['a code nobody knows', clerkRefusal('new_rule', 422), 'unknown'],
    ['a dead network', new TypeError('Failed to fetch'), 'unreachable'],
  ])('has words for %s', async (_case, refusal, code) => {
    clerk.refusals.set('prepare', refusal);
    const flow = aFlow();
    await flow.send(ASHAS_NUMBER);
    expect(flow.failure()?.code).toBe(code);
  });

  it('takes the empty answer that clerk-js makes up while offline for what it is', async () => {
    const flow = await aFlowAtTheCode();
    const { signIn } = await clerk.client();
    signIn.attemptFirstFactor = () => Promise.resolve(signIn);
    await flow.confirm(CODE);
    expect(flow.failure()?.code).toBe('unreachable');

    const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    await flow.confirm(CODE);
    expect(flow.failure()?.code).toBe('offline');

    online.mockRestore();
    flow.comeOnline();
    expect(flow.failure()).toBeNull();
  });

  describe('code of the portal that does not arrive', () => {
    const cutOff = (code: string): void => {
      jest.doMock(code, () => {
        throw new TypeError('Failed to fetch dynamically imported module');
      });
    };
    afterEach(() => {
      jest.dontMock('./phone-code.js');
      jest.dontMock('../../core/auth/session-exchange.js');
    });

    it('for the number has the page opened afresh, and blames nobody else', async () => {
      cutOff('./phone-code.js');
      const flow = aFlow();
      await flow.send(ASHAS_NUMBER);
      expect(TestBed.inject(Crash).report()).toEqual({ kind: 'page', url: location.href });
      expect(flow.failure()?.code).toBe('unknown');
      expect(flow.step()).toBe('phone');
    });

    it('for the last step has the page opened afresh, and keeps the step', async () => {
      cutOff('../../core/auth/session-exchange.js');
      const flow = await aFlowAtTheCode();
      await flow.confirm(CODE);
      expect(TestBed.inject(Crash).report()).toEqual({ kind: 'page', url: location.href });
      expect(flow.failure()?.code).toBe('unknown');
      expect(aFlow().step()).toBe('finish');
    });
  });

  describe('the check against robots', () => {
    let place: HTMLElement;
    let pass: () => void;
    const scrolled = jest.fn();

    const aCheckedFlow = async (): Promise<SignInFlow> => {
      const flow = aFlow();
      const { signIn } = await clerk.client();
      const create = signIn.create.bind(signIn);
      const passed = new Promise<void>((resolve) => {
        pass = resolve;
      });
      signIn.create = async (params) => {
        await passed;
        return await create(params);
      };
      void flow.send(ASHAS_NUMBER);
      await jest.advanceTimersByTimeAsync(0);
      return flow;
    };
    const ask = async (): Promise<void> => {
      place.dataset['clInteractive'] = 'true';
      await jest.advanceTimersByTimeAsync(0);
    };
    const askNoMore = async (): Promise<void> => {
      delete place.dataset['clInteractive'];
      await jest.advanceTimersByTimeAsync(0);
    };

    beforeEach(() => {
      place = document.createElement('div');
      place.id = 'clerk-captcha';
      place.scrollIntoView = scrolled.mockClear();
      document.body.append(place);
    });
    afterEach(() => place.remove());

    it('that asks something of a person is brought into view and waited for', async () => {
      const flow = await aCheckedFlow();
      expect(scrolled).not.toHaveBeenCalled();
      await ask();
      expect(scrolled).toHaveBeenCalledTimes(1);
      await jest.advanceTimersByTimeAsync(ROBOT_CHECK_PATIENCE_MS - 1_000);
      await askNoMore();
      // Clerk's server gets all of its own time.
      await jest.advanceTimersByTimeAsync(CALL_PATIENCE_MS - 1_000);
      expect(flow.failure()).toBeNull();
      pass();
      await jest.advanceTimersByTimeAsync(0);
      expect(flow.step()).toBe('code');
    });

    it('is not waited for without an end', async () => {
      const flow = await aCheckedFlow();
      await ask();
      await jest.advanceTimersByTimeAsync(ROBOT_CHECK_PATIENCE_MS);
      expect(flow.failure()?.code).toBe('unreachable');
    });

    it('that asks nothing is no reason to wait longer', async () => {
      const flow = await aCheckedFlow();
      await jest.advanceTimersByTimeAsync(CALL_PATIENCE_MS);
      expect(flow.failure()?.code).toBe('unreachable');
    });
  });

  it('waits as long as Clerk says before another SMS', async () => {
    clerk.refusals.set('prepare', clerkRefusal('verification_code_too_many_requests', 429, 17));
    const flow = aFlow();
    await flow.send(ASHAS_NUMBER);
    expect(flow.mustWait()).toBe(true);
    expect(flow.countdown.secondsLeft()).toBe(17);
    jest.advanceTimersByTime(17_000);
    expect(flow.mustWait()).toBe(false);
  });

  it('forgets that it was too early once it no longer is', async () => {
    const flow = await aFlowAtTheCode();
    jest.advanceTimersByTime(30_000);
    clerk.refusals.set('prepare', clerkRefusal('too_many_requests', 429, 3600));
    await flow.resend();
    expect(flow.mustWait()).toBe(true);
    expect(flow.countdown.secondsLeft()).toBe(3600);

    jest.advanceTimersByTime(3_600_000);
    TestBed.tick();
    expect(flow.failure()).toBeNull();
  });

  it('leaves the countdown to a new SMS alone when codes are tried too fast', async () => {
    const flow = await aFlowAtTheCode();
    clerk.refusals.set('attempt', clerkRefusal('too_many_requests', 429, 3600));
    await flow.confirm(CODE);
    expect(flow.failure()?.code).toBe('too_many_requests');
    expect(flow.mustWait()).toBe(false);
    expect(flow.countdown.secondsLeft()).toBe(30);
  });

  describe('a new code', () => {
    it('is not sent before the countdown ends', async () => {
      const flow = await aFlowAtTheCode();
      jest.advanceTimersByTime(29_000);
      await flow.resend();
      expect(clerk.calls).toEqual([]);
      expect(flow.countdown.secondsLeft()).toBe(1);
    });

    it('is not announced when there is no connection to ask for it', async () => {
      const flow = await aFlowAtTheCode();
      jest.advanceTimersByTime(30_000);
      const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
      await flow.resend();
      expect(flow.failure()?.code).toBe('offline');
      expect(flow.news()).toBeNull();
      online.mockRestore();
    });

    it('is sent for the attempt that is open', async () => {
      const flow = await aFlowAtTheCode();
      jest.advanceTimersByTime(30_000);
      await flow.resend();
      expect(clerk.calls).toEqual(['prepare']);
      expect(flow.news()).toBe('resent');
      expect(flow.countdown.secondsLeft()).toBe(30);
    });

    it('is news each time', async () => {
      const flow = await aFlowAtTheCode();
      jest.advanceTimersByTime(30_000);
      await flow.resend();
      jest.advanceTimersByTime(30_000);
      const second = flow.resend();
      expect(flow.news()).toBeNull();
      await second;
      expect(flow.news()).toBe('resent');
    });
  });

  describe('a changed number', () => {
    it('begins a new attempt, with the old number still in the field', async () => {
      const flow = aFlow();
      flow.type('98765 43210');
      await flow.send(ASHAS_NUMBER);
      flow.changeNumber();
      expect(flow.step()).toBe('phone');
      expect(flow.typed()).toBe('98765 43210');
      await flow.send(RAVIS_NUMBER);
      expect(clerk.calls.filter((call) => call.startsWith('create'))).toEqual([
        `create ${ASHAS_NUMBER}`,
        `create ${RAVIS_NUMBER}`,
      ]);
      expect(flow.countdown.secondsLeft()).toBe(30);
    });

    it('that is the same one gets no second SMS', async () => {
      const flow = await aFlowAtTheCode();
      flow.changeNumber();
      await flow.send(ASHAS_NUMBER);
      expect(clerk.calls).toEqual([]);
      expect(flow.step()).toBe('code');
      expect(flow.news()).toBe('already_sent');
    });
  });

  describe('the last step', () => {
    it.each([
      ['no answer', null, 'network'],
      ['a database that is down', problem(503, 'database.unavailable'), 'database.unavailable'],
      [
        'too many calls',
        { ...problem(429, 'request.rate_limited'), retryAfter: '12' },
        'request.rate_limited',
      ],
    ])('is repeated after %s without a new SMS', async (_case, answer, code) => {
      const flow = await aFlowAtTheCode();
      api.answersWith(answer as never, {
        status: 200,
        body: { success: true, token: 'app-token', isNewUser: true, user: aProfile() },
      });
      await flow.confirm(CODE);
      expect(flow.step()).toBe('finish');
      expect(flow.failure()?.code).toBe(code);

      await flow.finish();
      expect(flow.welcome()?.isNewUser).toBe(true);
      expect(clerk.calls).toEqual([`attempt ${CODE}`, 'activate sess_1']);
    });

    it('takes one fresh Clerk token when the first was refused', async () => {
      const flow = await aFlowAtTheCode();
      api.answersWith(problem(401, 'auth.unauthorized'), {
        status: 200,
        body: { success: true, token: 'app-token', isNewUser: false, user: aProfile() },
      });
      await flow.confirm(CODE);
      expect(api.calls.map(({ token }) => token)).toEqual(['cached-clerk-token', 'fresh-clerk-token']);
    });

    it('of a blocked account leads to another number, signed out of Clerk', async () => {
      const flow = await aFlowAtTheCode();
      api.answersWith(problem(403, 'user.blocked'));
      await flow.confirm(CODE);
      expect(flow.failure()?.code).toBe('user.blocked');

      await flow.startOver();
      expect(clerk.calls.at(-1)).toBe('signOut');
      expect(flow.step()).toBe('phone');
      expect(TestBed.inject(Session).isSignedIn()).toBe(false);
    });
  });

  describe('a reload', () => {
    it('at the code comes back to it, and the code sent before is taken', async () => {
      await aFlowAtTheCode();
      jest.advanceTimersByTime(10_000);
      const flow = aFlow();
      expect(flow.step()).toBe('code');
      expect(flow.countdown.secondsLeft()).toBe(20);
      await flow.confirm(CODE);
      expect(flow.welcome()).not.toBeNull();
    });

    it('after the code has run out comes back to the number', async () => {
      const before = aFlow();
      before.type('98765 43210');
      await before.send(ASHAS_NUMBER);
      jest.advanceTimersByTime(10 * 60_000);
      const flow = aFlow();
      expect(flow.step()).toBe('phone');
      expect(flow.typed()).toBe('98765 43210');
    });

    it('that finds no open attempt asks for a new code', async () => {
      await aFlowAtTheCode();
      clerk = new FakeClerk();
      const flow = aFlow();
      await flow.confirm(CODE);
      expect(flow.failure()?.code).toBe('attempt_lost');
      expect(flow.needsNewCode()).toBe(true);
    });

    it('after the last try still asks for a new code', async () => {
      const before = await aFlowAtTheCode();
      clerk.attempts = 3;
      clerk.refusals.set('attempt', clerkRefusal('form_code_incorrect'));
      await before.confirm('000000');
      const flow = aFlow();
      TestBed.tick();
      await jest.advanceTimersByTimeAsync(0);
      expect(flow.step()).toBe('code');
      expect(flow.needsNewCode()).toBe(true);
    });

    it('after the clock was set back waits no longer than before', async () => {
      await aFlowAtTheCode();
      jest.setSystemTime(Date.now() - 5 * 3_600_000);
      expect(aFlow().countdown.secondsLeft()).toBe(30);
    });

    it.each(['{', 'null', '7', '{"step":"code","sentTo":"zzz","sentAt":1e99,"resendAt":1e99}'])(
      'finds %s in storage and begins at the number',
      (kept) => {
        sessionStorage.setItem('bharatprint.sign-in', kept);
        const flow = aFlow();
        expect(flow.step()).toBe('phone');
        expect(flow.sentTo()).toBeNull();
      },
    );

    it('in the last step finishes by itself', async () => {
      const before = await aFlowAtTheCode();
      api.answersWith(null);
      await before.confirm(CODE);
      api.answersWith({
        status: 200,
        body: { success: true, token: 'app-token', isNewUser: false, user: aProfile() },
      });
      const flow = aFlow();
      expect(flow.step()).toBe('finish');
      TestBed.tick();
      // The exchange's code has to come first.
      for (let turn = 0; turn < 5; turn += 1) await jest.advanceTimersByTimeAsync(0);
      expect(flow.welcome()).not.toBeNull();
    });

    it('signs nobody in with a session that Clerk merely still holds', async () => {
      clerk.signInAs(ASHAS_NUMBER);
      const flow = aFlow();
      TestBed.tick();
      await jest.advanceTimersByTimeAsync(0);
      expect(flow.step()).toBe('phone');
      expect(api.calls).toEqual([]);
    });
  });
});
