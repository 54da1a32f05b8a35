import { CLERK_JS_BUILDS } from './test/clerk-js-builds.ts';
import { freshNumber, TestBench } from './test/test-bench.ts';

describe.each(CLERK_JS_BUILDS)('signing up with clerk-js $version', ({ open }) => {
  let bench: TestBench;

  beforeAll(async () => {
    bench = await TestBench.open(open());
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  it('makes a user whose token the backend SDK accepts', async () => {
    const asha = await bench.visitor();
    const phoneNumber = freshNumber();

    const who = await asha.signUp(phoneNumber);

    expect(who).toMatchObject({ phoneNumber, userId: expect.stringMatching(/^user_/) as unknown });
    const claims = await bench.verify(await asha.step('token'));
    expect(claims).toMatchObject({ sub: who.userId, sid: who.sessionId, sts: 'active', v: 2, fva: [0, -1] });
  });

  it('refuses a taken number', async () => {
    const { phoneNumber } = await (await bench.visitor()).signUp(freshNumber());
    const ravi = await bench.visitor();

    expect(await ravi.refusal('beginSignUp', phoneNumber)).toMatchObject({
      status: 422,
      code: 'form_identifier_exists',
      param: 'phone_number',
    });
  });

  it('takes the right code after a wrong one and counts the try', async () => {
    const asha = await bench.visitor();
    const phoneNumber = freshNumber();
    await asha.step('beginSignUp', phoneNumber);
    await asha.step('sendSignUpCode');

    const refusal = await asha.refusal('trySignUpCode', bench.wrongCode(phoneNumber));

    expect(refusal).toMatchObject({ status: 422, code: 'form_code_incorrect', param: 'code' });
    await asha.step('trySignUpCode', bench.newestCode(phoneNumber));
    expect(await asha.who()).toMatchObject({ phoneNumber });
  });

  it('forgets the code of a number that was changed', async () => {
    const asha = await bench.visitor();
    const [first, second] = [freshNumber(), freshNumber()];
    await asha.step('beginSignUp', first);
    await asha.step('sendSignUpCode');
    await asha.step('changeSignUpNumber', second);

    expect(await asha.refusal('trySignUpCode', bench.newestCode(first))).toMatchObject({
      status: 400,
      code: 'verification_missing',
    });
    await asha.step('sendSignUpCode');
    await asha.step('trySignUpCode', bench.newestCode(second));
    expect(await asha.who()).toMatchObject({ phoneNumber: second });
  });

  it('gives a number to the first of two who prove it at once', async () => {
    const [asha, ravi] = [await bench.visitor(), await bench.visitor()];
    bench.clerk.change({ resendWaitSeconds: 0 });
    const phoneNumber = freshNumber();
    for (const visitor of [asha, ravi]) await visitor.step('beginSignUp', phoneNumber);
    await asha.step('sendSignUpCode');
    await asha.step('trySignUpCode', bench.newestCode(phoneNumber));

    expect(await ravi.refusal('sendSignUpCode')).toMatchObject({
      status: 422,
      code: 'form_identifier_exists',
    });
  });

  it('is not possible while signed in', async () => {
    const asha = await bench.visitor();
    await asha.signUp(freshNumber());

    expect(await asha.refusal('beginSignUp', freshNumber())).toMatchObject({
      status: 400,
      code: 'session_exists',
    });
  });

  it('follows a sign-in of an unknown number with the same code', async () => {
    const asha = await bench.visitor();
    const phoneNumber = freshNumber();
    await asha.step('beginSignIn', phoneNumber, { signUpIfMissing: true });
    await asha.step('sendSignInCode');

    const refusal = await asha.refusal('trySignInCode', bench.newestCode(phoneNumber));

    expect(refusal).toMatchObject({ status: 404, code: 'sign_up_if_missing_transfer' });
    expect(await asha.step('clientVerification')).toMatchObject({ status: 'transferable' });
    expect(await asha.step('transferToSignUp')).toBe('complete');
    expect(await asha.who()).toMatchObject({ phoneNumber });
    expect(bench.clerk.messages(phoneNumber)).toHaveLength(1);
  });
});
