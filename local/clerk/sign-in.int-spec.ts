import { CLERK_JS_BUILDS } from './test/clerk-js-builds.ts';
import { freshNumber, TestBench } from './test/test-bench.ts';
import { type Visitor } from './test/visitor.ts';

describe.each(CLERK_JS_BUILDS)('signing in with clerk-js $version', ({ open }) => {
  let bench: TestBench;

  beforeAll(async () => {
    bench = await TestBench.open(open());
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  /** A known number, and a browser that has just been sent a code for it. */
  async function codeSent(): Promise<{ asha: Visitor; phoneNumber: string; userId: string }> {
    const phoneNumber = freshNumber();
    const { id: userId } = await bench.backend().users.createUser({ phoneNumber: [phoneNumber] });
    const asha = await bench.visitor();
    await asha.step('beginSignIn', phoneNumber);
    await asha.step('sendSignInCode');
    return { asha, phoneNumber, userId };
  }

  it('opens a session of the same user', async () => {
    const { asha, phoneNumber, userId } = await codeSent();

    expect(await asha.step('trySignInCode', bench.newestCode(phoneNumber))).toBe('complete');

    expect(await asha.who()).toMatchObject({ userId, phoneNumber });
    expect(await bench.verify(await asha.step('token'))).toMatchObject({ sub: userId });
  });

  it('refuses an unknown number', async () => {
    const asha = await bench.visitor();

    expect(await asha.refusal('beginSignIn', freshNumber())).toMatchObject({
      status: 422,
      code: 'form_identifier_not_found',
      param: 'identifier',
    });
  });

  it('takes the right code after a wrong one and counts the try', async () => {
    const { asha, phoneNumber } = await codeSent();

    const refusal = await asha.refusal('trySignInCode', bench.wrongCode(phoneNumber));

    expect(refusal).toMatchObject({ status: 422, code: 'form_code_incorrect' });
    expect(await asha.step('clientVerification')).toEqual({ status: 'unverified', attempts: 1 });
    expect(await asha.step('trySignInCode', bench.newestCode(phoneNumber))).toBe('complete');
  });

  it('refuses even the right code after three wrong ones, until another is sent', async () => {
    const { asha, phoneNumber } = await codeSent();
    for (const _try of [1, 2, 3]) {
      const refusal = await asha.refusal('trySignInCode', bench.wrongCode(phoneNumber));
      expect(refusal.code).toBe('form_code_incorrect');
    }

    const refusal = await asha.refusal('trySignInCode', bench.newestCode(phoneNumber));

    expect(refusal).toMatchObject({ status: 400, code: 'verification_failed' });
    bench.clerk.change({ resendWaitSeconds: 0 });
    await asha.step('sendSignInCode');
    expect(await asha.step('trySignInCode', bench.newestCode(phoneNumber))).toBe('complete');
  });

  it('refuses an expired code, and takes the next one', async () => {
    bench.clerk.change({ codeLifeSeconds: 0, resendWaitSeconds: 0 });
    const { asha, phoneNumber } = await codeSent();

    const refusal = await asha.refusal('trySignInCode', bench.newestCode(phoneNumber));

    expect(refusal).toMatchObject({ status: 400, code: 'verification_expired' });
    bench.clerk.change({ codeLifeSeconds: 600 });
    await asha.step('sendSignInCode');
    expect(await asha.step('trySignInCode', bench.newestCode(phoneNumber))).toBe('complete');
  });

  it('says how long to wait before another code', async () => {
    const { asha } = await codeSent();

    const refusal = await asha.refusal('sendSignInCode');

    expect(refusal).toMatchObject({ status: 429, code: 'verification_code_too_many_requests' });
    expect(refusal.retryAfter).toBeGreaterThan(25);
    expect(refusal.retryAfter).toBeLessThanOrEqual(30);
  });

  it('kills the old code with a new one', async () => {
    bench.clerk.change({ resendWaitSeconds: 0 });
    const { asha, phoneNumber } = await codeSent();
    const old = bench.newestCode(phoneNumber);
    do await asha.step('sendSignInCode');
    while (bench.newestCode(phoneNumber) === old);

    expect(await asha.refusal('trySignInCode', old)).toMatchObject({ code: 'form_code_incorrect' });
    expect(await asha.step('trySignInCode', bench.newestCode(phoneNumber))).toBe('complete');
  });

  it('sends five codes an hour to a number, however it is written', async () => {
    bench.clerk.change({ resendWaitSeconds: 0 });
    const { asha, phoneNumber } = await codeSent();
    for (const _send of [2, 3, 4, 5]) await asha.step('sendSignInCode');
    const ravi = await bench.visitor();
    await ravi.step('beginSignIn', phoneNumber.replace(/^\+91(.{5})/, '+91 0$1-'));

    const refusal = await ravi.refusal('sendSignInCode');

    expect(refusal).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(refusal.retryAfter).toBeGreaterThan(3500);
    expect(bench.clerk.messages(phoneNumber)).toHaveLength(5);
  });

  it('takes a code once', async () => {
    const { asha, phoneNumber } = await codeSent();
    await asha.step('trySignInCode', bench.newestCode(phoneNumber));

    const again = await asha.refusal('trySignInCode', bench.newestCode(phoneNumber));

    expect(again).toMatchObject({ status: 400, code: 'verification_already_verified' });
  });

  it('refuses a code for a sign-in that another tab has replaced', async () => {
    const { asha, phoneNumber } = await codeSent();
    const otherTab = await bench.secondTab(asha);
    await otherTab.step('beginSignIn', phoneNumber);

    expect(await asha.refusal('trySignInCode', bench.newestCode(phoneNumber))).toMatchObject({
      status: 403,
      code: 'resource_forbidden',
    });
  });

  it.each([
    { state: 'banned', code: 'user_banned' },
    { state: 'locked', code: 'user_locked' },
  ] as const)('refuses a $state user at every step', async ({ state, code }) => {
    const { asha, phoneNumber, userId } = await codeSent();
    const { users } = bench.backend();
    await (state === 'banned' ? users.banUser(userId) : users.lockUser(userId));

    expect(await asha.refusal('trySignInCode', bench.newestCode(phoneNumber))).toMatchObject({
      status: 403,
      code,
    });
    expect(await asha.refusal('beginSignIn', phoneNumber)).toMatchObject({ status: 403, code });

    await (state === 'banned' ? users.unbanUser(userId) : users.unlockUser(userId));
    expect((await asha.signIn(phoneNumber)).userId).toBe(userId);
  });
});
