import { verifyToken } from '@clerk/backend';
import { CLERK_JS_BUILDS } from './test/clerk-js-builds.ts';
import { HttpBrowser } from './test/http-browser.ts';
import { discard, startScratchClerk, type ScratchClerk } from './test/scratch-clerk.ts';
import { freshNumber, TestBench } from './test/test-bench.ts';

describe.each(CLERK_JS_BUILDS)('an outage seen by clerk-js $version', ({ open }) => {
  let bench: TestBench;

  beforeAll(async () => {
    bench = await TestBench.open(open());
  });
  afterAll(() => bench.close());

  it('leaves the user signed in from the last token, and heals', async () => {
    const asha = await bench.visitor();
    const who = await asha.signUp(freshNumber());
    bench.clerk.change({ outage: { fapi: 'error' } });

    expect(await asha.reload()).toBe('degraded');
    expect((await asha.who()).userId).toBe(who.userId);

    bench.clerk.change({ outage: { fapi: 'off' } });
    expect(await asha.reload()).toBe('ready');
    expect(await asha.who()).toEqual(who);
  });

  it('fails a step, which succeeds afterwards', async () => {
    const asha = await bench.visitor();
    const phoneNumber = freshNumber();
    await asha.step('beginSignUp', phoneNumber);
    bench.clerk.change({ outage: { fapi: 'error' } });
    expect(await asha.refusal('sendSignUpCode')).toMatchObject({ status: 500 });

    bench.clerk.change({ outage: { fapi: 'off' } });

    await asha.step('sendSignUpCode');
    await asha.step('trySignUpCode', bench.newestCode(phoneNumber));
    expect(await asha.who()).toMatchObject({ phoneNumber });
  });

  it('that hangs holds a step back until it is over', async () => {
    const asha = await bench.visitor();
    const { userId } = await asha.signUp(freshNumber());
    bench.clerk.change({ outage: { fapi: 'hang' } });
    const asked = asha.page.waitForRequest((request) => request.url().includes('/v1/me'));
    const step = asha.step('reloadUser');
    await asked;

    bench.clerk.change({ outage: { fapi: 'off' } });

    expect(await step).toBe(userId);
  });
});

describe('an outage', () => {
  let clerk: ScratchClerk;

  beforeEach(async () => {
    clerk = await startScratchClerk();
  });
  afterEach(() => discard(clerk));

  const paths = { fapi: '/v1/client', bapi: '/v1/users', jwks: '/.well-known/jwks.json' } as const;
  const apis = ['fapi', 'bapi', 'jwks'] as const;

  function ask(api: keyof typeof paths, signal?: AbortSignal): Promise<Response> {
    const headers = { authorization: `Bearer ${clerk.secretKey}` };
    return fetch(`${clerk.url}${paths[api]}`, { headers, signal: signal ?? null });
  }

  it.each(apis)('of %s leaves the other APIs alone', async (api) => {
    clerk.change({ outage: { [api]: 'error' } });

    const statuses = await Promise.all(apis.map(async (one) => [one, (await ask(one)).status]));

    expect(statuses).toEqual(apis.map((one) => [one, one === api ? 500 : 200]));
  });

  it('answers garbage', async () => {
    clerk.change({ outage: { bapi: 'garbage' } });

    await expect((await ask('bapi')).json()).rejects.toThrow('is not valid JSON');
  });

  it('cuts connections', async () => {
    clerk.change({ outage: { jwks: 'drop' } });

    await expect(ask('jwks')).rejects.toThrow('fetch failed');
  });

  it('hangs no longer than the stand-in runs', async () => {
    clerk.change({ outage: { bapi: 'hang' } });
    const asked = ask('bapi');
    const refused = expect(asked).rejects.toThrow('fetch failed');

    await clerk.stop();

    await refused;
  });

  it('of speed delays an answer', async () => {
    clerk.change({ latencyMs: 60 });
    const asked = performance.now();

    await ask('fapi');

    expect(performance.now() - asked).toBeGreaterThan(55);
  });

  it('of the clock dates tokens wrongly', async () => {
    const asha = new HttpBrowser(clerk.url);
    const { sessionId } = await asha.signUp('+919000000031');
    clerk.change({ clockSkewSeconds: 30 });

    const { jwt = '' } = (await asha.post(`/v1/client/sessions/${sessionId}/tokens`)).body;

    await expect(verifyToken(jwt, { jwtKey: clerk.jwtKey })).rejects.toMatchObject({
      reason: 'token-not-active-yet',
    });
  });

  it('of the keys fails verification with the reason', async () => {
    const asha = new HttpBrowser(clerk.url);
    const { sessionId } = await asha.signUp('+919000000030');
    const { jwt = '' } = (await asha.post(`/v1/client/sessions/${sessionId}/tokens`)).body;
    clerk.change({ outage: { jwks: 'error' } });

    const verified = verifyToken(jwt, { secretKey: clerk.secretKey, apiUrl: clerk.url, skipJwksCache: true });

    await expect(verified).rejects.toMatchObject({ reason: 'jwk-remote-failed-to-load' });
  });
});
