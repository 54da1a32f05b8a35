import { CLERK_JS_BUILDS } from './test/clerk-js-builds.ts';
import { freshNumber, TestBench } from './test/test-bench.ts';
import { type Visitor, type Who } from './test/visitor.ts';

describe.each(CLERK_JS_BUILDS)('changing the number with clerk-js $version', ({ open }) => {
  let bench: TestBench;
  let asha: Visitor;
  let who: Who;
  let old: string;
  let fresh: string;

  beforeAll(async () => {
    bench = await TestBench.open(open());
  });
  beforeEach(async () => {
    asha = await bench.visitor();
    old = freshNumber();
    fresh = freshNumber();
    who = await asha.signUp(old);
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  async function codeSent(): Promise<void> {
    await asha.step('addNumber', fresh);
    await asha.step('sendNumberCode');
  }

  function numbersByBackend() {
    return bench.backend().users.getUser(who.userId ?? '');
  }

  it('adds, proves, prefers and drops, and the user signs in with the new number only', async () => {
    expect(await asha.step('addNumber', fresh)).toBe('unsent');
    expect(await asha.step('sendNumberCode')).toBe('unverified');
    expect(await asha.step('tryNumberCode', bench.newestCode(fresh))).toBe('verified');
    expect(await asha.step('makePrimary', fresh)).toBe(fresh);
    expect(await asha.step('removeNumber', old)).toBe('gone');

    expect(await asha.step('reloadedNumbers')).toEqual([[fresh, 'verified']]);
    expect(await asha.who()).toEqual({ ...who, phoneNumber: fresh });
    expect((await numbersByBackend()).primaryPhoneNumber).toMatchObject({
      phoneNumber: fresh,
      verification: { status: 'verified', strategy: 'phone_code' },
    });
    await asha.step('signOut');
    expect((await asha.refusal('beginSignIn', old)).code).toBe('form_identifier_not_found');
    expect((await asha.signIn(fresh)).userId).toBe(who.userId);
  });

  it('says in the message what the code is for', async () => {
    await codeSent();

    expect(bench.clerk.messages(fresh)[0]?.body).toMatch(/^[0-9]{6} confirms this number as your new/);
  });

  it('goes on after a reload where it was left', async () => {
    await codeSent();
    await asha.reload();

    expect(await asha.step('reloadedNumbers')).toEqual([
      [old, 'verified'],
      [fresh, 'unverified'],
    ]);
  });

  it.each([
    {
      case: 'of somebody else',
      number: async () => (await (await bench.visitor()).signUp(freshNumber())).phoneNumber,
    },
    { case: 'that is the own one', number: () => old },
    { case: 'however it is written', number: () => old.replace(/^\+91(.{5})/, '+91 0$1-') },
  ])('refuses a number $case', async ({ number }) => {
    expect(await asha.refusal('addNumber', await number())).toMatchObject({
      status: 422,
      code: 'form_identifier_exists',
      param: 'phone_number',
    });
  });

  it('refuses to add a number twice, also unproved', async () => {
    await asha.step('addNumber', fresh);

    expect((await asha.refusal('addNumber', fresh)).code).toBe('form_identifier_exists');
  });

  it.each([
    { case: 'too short', typed: '+9198765', status: 422, code: 'form_param_format_invalid' },
    { case: 'abroad', typed: '+12015550100', status: 403, code: 'unsupported_country_code' },
  ])('refuses a number that is $case', async ({ typed, status, code }) => {
    expect(await asha.refusal('addNumber', typed)).toMatchObject({ status, code });
  });

  it('refuses a wrong code and takes the right one after it', async () => {
    await codeSent();

    expect(await asha.refusal('tryNumberCode', bench.wrongCode(fresh))).toMatchObject({
      status: 422,
      code: 'form_code_incorrect',
      param: 'code',
    });
    expect(await asha.step('tryNumberCode', bench.newestCode(fresh))).toBe('verified');
  });

  it('refuses even the right code after three wrong ones', async () => {
    await codeSent();
    for (const _try of [1, 2, 3]) await asha.refusal('tryNumberCode', bench.wrongCode(fresh));

    expect(await asha.refusal('tryNumberCode', bench.newestCode(fresh))).toMatchObject({
      status: 400,
      code: 'verification_failed',
    });
  });

  it('refuses a code that is too old', async () => {
    bench.clerk.change({ codeLifeSeconds: 0 });
    await codeSent();

    expect(await asha.refusal('tryNumberCode', bench.newestCode(fresh))).toMatchObject({
      status: 400,
      code: 'verification_expired',
    });
  });

  it('refuses a code that was never asked for', async () => {
    await asha.step('addNumber', fresh);

    expect(await asha.refusal('tryNumberCode', '123456')).toMatchObject({
      status: 400,
      code: 'verification_missing',
    });
  });

  it('takes a code once', async () => {
    await codeSent();
    await asha.step('tryNumberCode', bench.newestCode(fresh));

    for (const [step, ...rest] of [['tryNumberCode', bench.newestCode(fresh)], ['sendNumberCode']] as const) {
      expect(await asha.refusal(step, ...rest)).toMatchObject({
        status: 400,
        code: 'verification_already_verified',
      });
    }
  });

  it('refuses another code within 30 seconds and says when', async () => {
    await codeSent();

    const refusal = await asha.refusal('sendNumberCode');

    expect(refusal).toMatchObject({ status: 429, code: 'verification_code_too_many_requests' });
    expect(refusal.retryAfter).toBeGreaterThan(25);
    expect(refusal.retryAfter).toBeLessThanOrEqual(30);
  });

  it('sends five codes an hour to a number, also to one that is dropped and added again', async () => {
    bench.clerk.change({ resendWaitSeconds: 0 });
    await codeSent();
    for (const _send of [2, 3, 4, 5]) await asha.step('sendNumberCode');
    await asha.step('removeNumber', fresh);
    await asha.step('addNumber', fresh);

    expect(await asha.refusal('sendNumberCode')).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(bench.clerk.messages(fresh)).toHaveLength(5);
  });

  it('gives a number to the first of two who prove it', async () => {
    const ravi = await bench.visitor();
    await ravi.signUp(freshNumber());
    bench.clerk.change({ resendWaitSeconds: 0 });
    await codeSent();
    await ravi.step('addNumber', fresh);
    await ravi.step('sendNumberCode');
    await ravi.step('tryNumberCode', bench.newestCode(fresh));

    expect((await asha.refusal('tryNumberCode', bench.newestCode(fresh))).code).toBe(
      'form_identifier_exists',
    );
    expect((await asha.refusal('sendNumberCode')).code).toBe('form_identifier_exists');
  });

  it('refuses to prefer an unproved number', async () => {
    await codeSent();

    expect(await asha.refusal('makePrimary', fresh)).toMatchObject({
      status: 422,
      code: 'form_verification_needed',
      param: 'primary_phone_number_id',
    });
    expect((await asha.who()).phoneNumber).toBe(old);
  });

  it('refuses to drop the last proved number, but not an unproved one', async () => {
    await codeSent();

    expect(await asha.refusal('removeNumber', old)).toMatchObject({
      status: 400,
      code: 'identification_deletion_failed',
    });
    expect(await asha.step('removeNumber', fresh)).toBe('gone');
  });

  it('prefers the other number when the primary one is dropped', async () => {
    await codeSent();
    await asha.step('tryNumberCode', bench.newestCode(fresh));

    await asha.step('removeNumber', old);

    expect((await asha.who()).phoneNumber).toBe(fresh);
  });

  it('asks for a code again when the last one is ten minutes old, and goes on after it', async () => {
    await codeSent();
    await asha.step('tryNumberCode', bench.newestCode(fresh));
    await bench.post('/_dev/settings', { firstFactorAgeMinutes: 10 });

    const steps = [
      ['addNumber', freshNumber()],
      ['makePrimary', fresh],
      ['removeNumber', old],
    ] as const;
    for (const [step, number] of steps) {
      expect(await asha.refusal(step, number)).toMatchObject({
        status: 403,
        code: 'session_reverification_required',
      });
    }
    await asha.reverify();
    expect(await asha.step('makePrimary', fresh)).toBe(fresh);
  });

  it('does not ask again where the instance is set so', async () => {
    bench.clerk.change({ reverifyAfterMinutes: 0 });
    await bench.post('/_dev/settings', { firstFactorAgeMinutes: 100 });

    expect(await asha.step('addNumber', fresh)).toBe('unsent');
  });
});
