import { createClerkClient } from '@clerk/backend';
import { HttpBrowser } from './test/http-browser.ts';
import { discard, startScratchClerk, type ScratchClerk } from './test/scratch-clerk.ts';

describe('the Backend API for @clerk/backend', () => {
  let clerk: ScratchClerk;
  let clerkClient: ReturnType<typeof createClerkClient>;

  beforeAll(async () => {
    clerk = await startScratchClerk({ settings: { createsPer10Seconds: 0, attemptsPer10Seconds: 0 } });
    const { secretKey, url } = clerk;
    clerkClient = createClerkClient({ secretKey, apiUrl: url, telemetry: { disabled: true } });
  });
  afterAll(() => discard(clerk));

  it('creates, finds, counts, changes and deletes users', async () => {
    const { users } = clerkClient;
    const made = await users.createUser({ phoneNumber: ['+919812300001'], firstName: 'Asha' });

    const found = await users.getUserList({ phoneNumber: ['+919812300001', '+919812300002'] });
    expect(found.totalCount).toBe(1);
    expect(found.data[0]).toMatchObject({ id: made.id, firstName: 'Asha' });
    expect(found.data[0]?.primaryPhoneNumber).toMatchObject({
      phoneNumber: '+919812300001',
      verification: { status: 'verified', strategy: 'admin' },
    });

    await users.updateUserMetadata(made.id, {
      publicMetadata: { shop: { city: 'Pune', pincode: '411001' } },
    });
    const merged = await users.updateUserMetadata(made.id, { publicMetadata: { shop: { pincode: null } } });
    expect(merged.publicMetadata).toEqual({ shop: { city: 'Pune' } });
    expect(merged.updatedAt).toBeGreaterThan(made.updatedAt);

    await users.deleteUser(made.id);
    await expect(users.getUser(made.id)).rejects.toMatchObject({
      status: 404,
      errors: [{ code: 'resource_not_found' }],
    });
    expect((await users.createUser({ phoneNumber: ['+919812300001'] })).id).not.toBe(made.id);
  });

  it('refuses a second user with the same number', async () => {
    await clerkClient.users.createUser({ phoneNumber: ['+919812300003'] });

    await expect(clerkClient.users.createUser({ phoneNumber: ['+91 98123 00003'] })).rejects.toMatchObject({
      status: 422,
      errors: [{ code: 'form_identifier_exists' }],
    });
  });

  it('moves a user to another number', async () => {
    const { users, phoneNumbers } = clerkClient;
    const { id: userId, primaryPhoneNumberId } = await users.createUser({ phoneNumber: ['+919812300004'] });

    const added = await phoneNumbers.createPhoneNumber({ userId, phoneNumber: '+919812300005' });
    expect(added.verification).toBeNull();
    await phoneNumbers.updatePhoneNumber(added.id, { verified: true, primary: true });
    await phoneNumbers.deletePhoneNumber(primaryPhoneNumberId ?? '');

    const user = await users.getUser(userId);
    expect(user.primaryPhoneNumber?.phoneNumber).toBe('+919812300005');
    expect(user.phoneNumbers).toHaveLength(1);
    expect((await users.getUserList({ phoneNumber: ['+919812300004'] })).data).toEqual([]);
  });

  it('makes the next proved number the primary one when that is deleted', async () => {
    const { users, phoneNumbers } = clerkClient;
    const made = await users.createUser({ phoneNumber: ['+919812300006', '+919812300007'] });

    await phoneNumbers.deletePhoneNumber(made.primaryPhoneNumberId ?? '');

    expect((await users.getUser(made.id)).primaryPhoneNumber?.phoneNumber).toBe('+919812300007');
  });

  it('takes the proof of a number back', async () => {
    const { users, phoneNumbers } = clerkClient;
    const made = await users.createUser({ phoneNumber: ['+919812300008'] });

    await phoneNumbers.updatePhoneNumber(made.primaryPhoneNumberId ?? '', { verified: false });

    const { primaryPhoneNumber } = await users.getUser(made.id);
    expect(primaryPhoneNumber?.verification?.status).not.toBe('verified');
  });

  it('lists, revokes and makes sessions, and tokens of live ones only', async () => {
    const { sessions } = clerkClient;
    const { userId, sessionId } = await new HttpBrowser(clerk.url).signUp('+919000000010');

    const listed = await sessions.getSessionList({ userId });
    expect(listed).toMatchObject({ totalCount: 1, data: [{ id: sessionId, status: 'active' }] });
    expect((await sessions.getToken(sessionId, '')).jwt).toMatch(/^ey/);

    expect(await sessions.revokeSession(sessionId)).toMatchObject({ status: 'revoked' });
    expect((await sessions.getSessionList({ userId, status: 'active' })).data).toEqual([]);
    await expect(sessions.getToken(sessionId, '')).rejects.toMatchObject({ status: 404 });
    expect(await sessions.createSession({ userId })).toMatchObject({ userId, status: 'active' });
  });

  it('ends every session of a banned user and of a deleted one', async () => {
    const { sessions, users } = clerkClient;
    const [asha, ravi] = [new HttpBrowser(clerk.url), new HttpBrowser(clerk.url)];
    const { userId: ashaId, sessionId } = await asha.signUp('+919000000011');
    const { userId: raviId, sessionId: raviSession } = await ravi.signUp('+919000000012');

    expect(await users.banUser(ashaId)).toMatchObject({ banned: true });
    await users.deleteUser(raviId);

    expect((await asha.post(`/v1/client/sessions/${sessionId}/tokens`)).status).toBe(401);
    expect((await ravi.post(`/v1/client/sessions/${raviSession}/touch`)).status).toBe(401);
    expect((await sessions.getSession(sessionId)).status).toBe('revoked');
    expect((await sessions.getSession(raviSession)).status).toBe('removed');
    expect((await asha.get('/v1/client')).body.response).toMatchObject({ sessions: [] });
  });

  it.each([
    { authorization: 'Bearer sk_test_wrong', code: 'clerk_key_invalid' },
    { authorization: 'Basic c2s6', code: 'authorization_header_format_invalid' },
  ])('answers $code to "$authorization"', async ({ authorization, code }) => {
    for (const path of ['/v1/users', '/v1/jwks']) {
      const answer = await fetch(`${clerk.url}${path}`, { headers: { authorization } });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toBe('application/json');
      expect(await answer.json()).toMatchObject({ errors: [{ code }] });
    }
  });
});
