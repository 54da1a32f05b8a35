import { startClerk } from './server.ts';
import { HttpBrowser } from './test/http-browser.ts';
import { discard, startScratchClerk, type ScratchClerk } from './test/scratch-clerk.ts';

const ASHA = '+919000000050';
const RAVI = '+919000000051';
const NEW = '+919000000052';

describe('the Frontend API for an account, asked directly', () => {
  let clerk: ScratchClerk;
  let asha: HttpBrowser;
  let ravi: HttpBrowser;
  let sessionId: string;

  beforeEach(async () => {
    clerk = await startScratchClerk({ settings: { resendWaitSeconds: 0 } });
    [asha, ravi] = [new HttpBrowser(clerk.url), new HttpBrowser(clerk.url)];
    ({ sessionId } = await asha.signUp(ASHA));
    await ravi.signUp(RAVI);
  });
  afterEach(() => discard(clerk));

  async function addNumber(): Promise<string> {
    const added = await asha.post('/v1/me/phone_numbers', { phone_number: NEW });
    return String(added.body.response?.['id']);
  }

  async function numberOf(browser: HttpBrowser): Promise<string> {
    return String((await browser.get('/v1/me')).body.response?.['primary_phone_number_id']);
  }

  function turn(knobs: object): Promise<Response> {
    return fetch(`${clerk.url}/_dev/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(knobs),
    });
  }

  it('answers a new number in the shape that Clerk documents, without the code', async () => {
    const id = await addNumber();
    await asha.post(`/v1/me/phone_numbers/${id}/prepare_verification`, { strategy: 'phone_code' });

    const { response, client } = (await asha.get(`/v1/me/phone_numbers/${id}`)).body;

    expect(response).toEqual({
      object: 'phone_number',
      id,
      phone_number: NEW,
      reserved: false,
      reserved_for_second_factor: false,
      default_second_factor: false,
      verification: {
        object: 'verification_otp',
        status: 'unverified',
        strategy: 'phone_code',
        attempts: 0,
        expire_at: expect.any(Number) as unknown,
        channel: 'sms',
      },
      linked_to: [],
      backup_codes: null,
      created_at: expect.any(Number) as unknown,
      updated_at: expect.any(Number) as unknown,
    });
    expect(client?.sessions).toHaveLength(1);
  });

  it('answers a session that is verified again in the shape that Clerk documents', async () => {
    const { response } = (
      await asha.post(`/v1/client/sessions/${sessionId}/verify`, { level: 'first_factor' })
    ).body;

    expect(response).toEqual({
      object: 'session_reverification',
      level: 'first_factor',
      status: 'needs_first_factor',
      supported_first_factors: [
        {
          strategy: 'phone_code',
          safe_identifier: '+91******0050',
          phone_number_id: await numberOf(asha),
          primary: true,
          default: true,
          channel: 'sms',
        },
      ],
      supported_second_factors: null,
      first_factor_verification: null,
      second_factor_verification: null,
      session: expect.objectContaining({ id: sessionId, factor_verification_age: [0, -1] }) as unknown,
    });
  });

  it.each(['prepare_verification', 'attempt_verification', '?_method=DELETE', '?_method=PATCH'])(
    'hides the number of one user from another (%s)',
    async (action) => {
      const path = `/v1/me/phone_numbers/${await numberOf(ravi)}`;

      const answer = await asha.post(action.startsWith('?') ? path + action : `${path}/${action}`, {
        strategy: 'phone_code',
        code: '424242',
      });

      expect(answer).toMatchObject({ status: 404, body: { errors: [{ code: 'resource_not_found' }] } });
    },
  );

  it('prefers no number of another user', async () => {
    const form = { primary_phone_number_id: await numberOf(ravi) };

    expect((await asha.post('/v1/me?_method=PATCH', form)).status).toBe(404);
  });

  it.each([
    '/v1/me/phone_numbers',
    '/v1/me/phone_numbers/idn_any/prepare_verification',
    '/v1/me?_method=PATCH',
    '/v1/me?_method=DELETE',
    '/v1/client/sessions/sess_any/verify',
  ])('lets nobody at %s who is not signed in', async (path) => {
    const answer = await new HttpBrowser(clerk.url).post(path, { phone_number: NEW });

    expect(answer).toMatchObject({ status: 401, body: { errors: [{ code: 'signed_out' }] } });
  });

  it('verifies no session of another browser', async () => {
    const answer = await ravi.post(`/v1/client/sessions/${sessionId}/verify`, { level: 'first_factor' });

    expect(answer.status).toBe(404);
  });

  it.each([
    { case: 'of another user', id: () => numberOf(ravi) },
    { case: 'that is not proved', id: () => addNumber() },
  ])('sends no code for a session to a number $case', async ({ id }) => {
    await asha.post(`/v1/client/sessions/${sessionId}/verify`, { level: 'first_factor' });
    const form = { strategy: 'phone_code', phone_number_id: await id() };

    const answer = await asha.post(`/v1/client/sessions/${sessionId}/verify/prepare_first_factor`, form);

    expect(answer).toMatchObject({ status: 404, body: { errors: [{ code: 'resource_not_found' }] } });
  });

  it('has no second factor to reserve a number for', async () => {
    const answer = await asha.post(`/v1/me/phone_numbers/${await numberOf(asha)}?_method=PATCH`, {
      reserved_for_second_factor: 'true',
    });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ code: 'form_param_unknown' }] } });
  });

  it('deletes the account of who typed a code lately, and of nobody else', async () => {
    await turn({ firstFactorAgeMinutes: 11 });

    const late = await asha.post('/v1/me?_method=DELETE');
    expect(late).toMatchObject({
      status: 403,
      body: { errors: [{ code: 'session_reverification_required' }] },
    });

    await turn({ firstFactorAgeMinutes: 9 });
    expect((await asha.post('/v1/me?_method=DELETE')).status).toBe(200);
    expect((await asha.get('/v1/client')).body.response).toMatchObject({ sessions: [] });
  });

  it('keeps what was begun through a restart', async () => {
    const id = await addNumber();
    await asha.post(`/v1/me/phone_numbers/${id}/prepare_verification`, { strategy: 'phone_code' });
    const { dataDir } = clerk;
    await clerk.stop();
    Object.assign(clerk, await startClerk({ port: 0, dataDir }));
    const back = new HttpBrowser(clerk.url);
    back.become(asha);

    const proved = await back.post(`/v1/me/phone_numbers/${id}/attempt_verification`, { code: '424242' });

    expect(proved.body.response).toMatchObject({ verification: { status: 'verified', attempts: 1 } });
  });
});
