import { decodeJwt } from 'jose';
import { CLERK_JS_BUILDS } from './test/clerk-js-builds.ts';
import { freshNumber, TestBench } from './test/test-bench.ts';
import { type Visitor } from './test/visitor.ts';

describe.each(CLERK_JS_BUILDS)('verifying a session again with clerk-js $version', ({ open }) => {
  let bench: TestBench;
  let asha: Visitor;
  let phoneNumber: string;

  beforeAll(async () => {
    bench = await TestBench.open(open());
  });
  beforeEach(async () => {
    asha = await bench.visitor();
    phoneNumber = freshNumber();
    await asha.signUp(phoneNumber);
    // The code of the sign-up was sent a moment ago.
    bench.clerk.change({ resendWaitSeconds: 0 });
    await bench.post('/_dev/settings', { firstFactorAgeMinutes: 30 });
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  async function factorAgeInToken(): Promise<unknown> {
    return decodeJwt(await asha.step('freshToken'))['fva'];
  }

  async function codeSent(): Promise<void> {
    await asha.step('startReverification', 'first_factor');
    await asha.step('sendReverificationCode');
  }

  it('makes the first factor new, in the session and in its next token', async () => {
    expect(await factorAgeInToken()).toEqual([30, -1]);

    expect(await asha.step('startReverification', 'first_factor')).toBe('needs_first_factor');
    expect(await asha.step('sendReverificationCode')).toBe('unverified');
    expect(await asha.step('tryReverificationCode', bench.newestCode(phoneNumber))).toBe('complete');

    expect(await asha.step('factorAge')).toEqual([0, -1]);
    expect(await factorAgeInToken()).toEqual([0, -1]);
    expect(await bench.verify(await asha.step('freshToken'))).toMatchObject({ sts: 'active' });
  });

  it('says in the message what the code is for', async () => {
    await codeSent();

    expect(bench.clerk.messages(phoneNumber)[0]?.body).toMatch(/^[0-9]{6} confirms that it is you/);
  });

  it.each(['second_factor', 'multi_factor'])('falls back to the first factor from %s', async (level) => {
    expect(await asha.step('startReverification', level)).toBe('needs_first_factor');
  });

  it('refuses a level that does not exist', async () => {
    expect(await asha.refusal('startReverification', 'zeroth_factor')).toMatchObject({
      status: 422,
      code: 'form_param_value_invalid',
      param: 'level',
    });
  });

  it('leaves the first factor old after a wrong code', async () => {
    await codeSent();

    expect(await asha.refusal('tryReverificationCode', bench.wrongCode(phoneNumber))).toMatchObject({
      status: 422,
      code: 'form_code_incorrect',
      param: 'code',
    });
    expect(await factorAgeInToken()).toEqual([30, -1]);
  });

  it('refuses even the right code after three wrong ones', async () => {
    await codeSent();
    for (const _try of [1, 2, 3]) await asha.refusal('tryReverificationCode', bench.wrongCode(phoneNumber));

    expect(await asha.refusal('tryReverificationCode', bench.newestCode(phoneNumber))).toMatchObject({
      status: 400,
      code: 'verification_failed',
    });
    expect(await factorAgeInToken()).toEqual([30, -1]);
  });

  it('refuses a code that is too old', async () => {
    bench.clerk.change({ codeLifeSeconds: 0 });
    await codeSent();

    expect((await asha.refusal('tryReverificationCode', bench.newestCode(phoneNumber))).code).toBe(
      'verification_expired',
    );
  });

  it('refuses a code before one was sent, and before it was begun', async () => {
    expect(await asha.refusal('tryReverificationCode', '123456')).toMatchObject({
      status: 400,
      code: 'session_reverification_missing',
    });
    await asha.step('startReverification', 'first_factor');
    expect((await asha.refusal('tryReverificationCode', '123456')).code).toBe('verification_missing');
  });

  it('refuses another code within 30 seconds and says when', async () => {
    bench.clerk.change({ resendWaitSeconds: 30 });
    await codeSent();

    const refusal = await asha.refusal('sendReverificationCode');

    expect(refusal).toMatchObject({ status: 429, code: 'verification_code_too_many_requests' });
    expect(refusal.retryAfter).toBeGreaterThan(25);
  });

  it('sends five codes an hour to a number, those for signing in among them', async () => {
    await codeSent();
    for (const _send of [3, 4, 5]) await asha.step('sendReverificationCode');

    expect(await asha.refusal('sendReverificationCode')).toMatchObject({
      status: 429,
      code: 'too_many_requests',
    });
  });

  it('takes a code once', async () => {
    await codeSent();
    const code = bench.newestCode(phoneNumber);
    await asha.step('tryReverificationCode', code);
    await bench.post('/_dev/settings', { firstFactorAgeMinutes: 30 });

    expect((await asha.refusal('tryReverificationCode', code)).code).toBe('verification_already_verified');
    expect(await factorAgeInToken()).toEqual([30, -1]);
  });
});
