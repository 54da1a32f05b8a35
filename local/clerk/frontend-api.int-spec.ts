import { HttpBrowser } from './test/http-browser.ts';
import { discard, startScratchClerk, type ScratchClerk } from './test/scratch-clerk.ts';

const PORTAL = 'http://localhost:3000';

describe('the Frontend API', () => {
  let clerk: ScratchClerk;

  beforeEach(async () => {
    clerk = await startScratchClerk({ portalOrigins: [PORTAL] });
  });
  afterEach(() => discard(clerk));

  it('lets pages of the portal read its answers, and refuses others', async () => {
    const own = await new HttpBrowser(clerk.url, { origin: PORTAL }).get('/v1/client');
    const foreign = await new HttpBrowser(clerk.url, { origin: 'http://localhost:3001' }).get('/v1/client');

    expect(own.headers.get('access-control-allow-origin')).toBe(PORTAL);
    expect(own.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect(foreign.status).toBe(400);
    expect(foreign.body.errors?.[0]?.code).toBe('origin_invalid');
    expect(foreign.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('names the portal in tokens also where the browser names no origin', async () => {
    const asha = new HttpBrowser(clerk.url);
    const { sessionId } = await asha.signUp('+919000000020');

    const { jwt = '' } = (await asha.post(`/v1/client/sessions/${sessionId}/tokens`)).body;

    const claims = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as object;
    expect(claims).toMatchObject({ azp: PORTAL });
    expect(claims).not.toHaveProperty('phone');
  });

  it('puts the number into tokens when the instance is set so', async () => {
    clerk.change({ phoneInToken: true });
    const asha = new HttpBrowser(clerk.url);
    const { sessionId } = await asha.signUp('+919000000021');

    const { jwt = '' } = (await asha.post(`/v1/client/sessions/${sessionId}/tokens`)).body;

    const claims = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as object;
    expect(claims).toMatchObject({ phone: '+919000000021', phone_verified: true });
  });

  it.each([
    { path: '/v1/client/sign_ups/sua_other/prepare_verification', status: 404, code: 'resource_not_found' },
    { path: '/v1/client/sign_ins/sia_other/prepare_first_factor', status: 404, code: 'resource_not_found' },
    { path: '/v1/client/sessions/sess_other/tokens', status: 404, code: 'resource_not_found' },
  ])('does not know $path of another browser', async ({ path, status, code }) => {
    const asha = new HttpBrowser(clerk.url);
    await asha.post('/v1/client/sign_ups', { phone_number: '+919000000022' });

    const answer = await asha.post(path, { strategy: 'phone_code' });

    expect(answer.status).toBe(status);
    expect(answer.body.errors?.[0]?.code).toBe(code);
  });

  it('hides the session of one browser from another', async () => {
    const [asha, ravi] = [new HttpBrowser(clerk.url), new HttpBrowser(clerk.url)];
    const { sessionId } = await asha.signUp('+919000000023');
    await ravi.signUp('+919000000024');

    expect((await ravi.post(`/v1/client/sessions/${sessionId}/tokens`)).status).toBe(404);
    expect((await new HttpBrowser(clerk.url).post(`/v1/client/sessions/${sessionId}/tokens`)).status).toBe(
      401,
    );
  });

  it('names the field that is missing', async () => {
    const asha = new HttpBrowser(clerk.url);
    const begun = await asha.post('/v1/client/sign_ups', {
      phone_number: '+919000000025',
      unknown: 'ignored',
    });
    const path = `/v1/client/sign_ups/${String(begun.body.response?.['id'])}/attempt_verification`;

    const answer = await asha.post(path, { strategy: 'phone_code' });

    expect(answer.status).toBe(422);
    expect(answer.body.errors?.[0]).toMatchObject({
      code: 'form_param_missing',
      meta: { param_name: 'code' },
    });
  });

  it.each([
    { case: 'too short', typed: '+9198765', status: 422, code: 'form_param_format_invalid' },
    { case: 'no mobile', typed: '+912212345678', status: 422, code: 'form_param_format_invalid' },
    { case: 'abroad', typed: '+12015550100', status: 403, code: 'unsupported_country_code' },
  ])('refuses to sign up a number that is $case', async ({ typed, status, code }) => {
    const answer = await new HttpBrowser(clerk.url).post('/v1/client/sign_ups', { phone_number: typed });

    expect(answer.status).toBe(status);
    expect(answer.body.errors?.[0]?.code).toBe(code);
  });

  it('answers under the prefix that portals proxy', async () => {
    const answer = await new HttpBrowser(clerk.url).get('/__clerk/v1/client?__clerk_api_version=2026-08-20');

    expect(answer.body).toEqual({ response: null, client: null });
  });

  it('tells browsers apart by a parameter with a key of a shared development host', async () => {
    const publishableKey = `pk_test_${Buffer.from('print-1.accounts.dev$').toString('base64')}`;
    const shared = await startScratchClerk({ publishableKey });
    const made = await new HttpBrowser(shared.url).post('/v1/dev_browser');
    const stranger = await new HttpBrowser(shared.url).get('/v1/client?__clerk_db_jwt=dvb_other');
    const known = await new HttpBrowser(shared.url).get(`/v1/client?__clerk_db_jwt=${made.body.id ?? ''}`);
    await discard(shared);

    expect(stranger.status).toBe(401);
    expect(stranger.body.errors?.[0]?.code).toBe('dev_browser_unauthenticated');
    expect(known.body.response).toMatchObject({ object: 'client', sessions: [] });
  });

  it('limits how often one address begins, and says when to try again', async () => {
    clerk.change({ createsPer10Seconds: 5 });
    const begin = () =>
      new HttpBrowser(clerk.url).post('/v1/client/sign_ins', { identifier: '+919000000026' });
    for (let call = 1; call <= 5; call += 1) expect((await begin()).status).toBe(422);

    const sixth = await begin();

    expect(sixth.status).toBe(429);
    expect(sixth.body.errors?.[0]?.code).toBe('too_many_requests');
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(5);
  });
});
