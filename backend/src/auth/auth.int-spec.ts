import { type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { answerJson, toClerkJson } from '../../test/fakes/clerk-fake.js';
import { countQueries } from '../../test/count-queries.js';
import { type Answer, TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { ClerkUsersService } from '../clerk/clerk-users.service.js';
import { AuthController } from './auth.controller.js';

const { jest } = import.meta;
const ADMIN_PHONE = '+919000000077';

describe(AuthController.name, () => {
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({
      databaseUrl: database.server.apiUrl,
      variables: { ADMIN_PHONE_NUMBERS: ADMIN_PHONE },
    });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  afterEach(() => {
    app.clerk.answerUsers = null;
    jest.restoreAllMocks();
  });

  const exchange = (
    owner: { id: string; phoneNumber: string },
    claims: Record<string, unknown> = {},
    body = {},
  ) =>
    app.exchange(aClerkToken(app.clerk.key, owner.id, { claims }), {
      phoneNumber: owner.phoneNumber,
      clerkUserId: owner.id,
      ...body,
    });

  const signUp = async (body = {}) => {
    const owner = anOwner();
    app.clerk.knows(owner);
    const answer = await exchange(owner, {}, body);
    expect(answer.status).toBe(200);
    return { owner, answer, row: await rowOf(owner.id) };
  };

  const rowOf = async (clerkUserId: string) =>
    (await database.rows('SELECT * FROM users WHERE clerk_user_id = $1', [clerkUserId]))[0] ?? {};

  const until = async (isSo: () => boolean) => {
    while (!isSo()) await pause(20);
  };

  const expectRefusal = async (request: () => Promise<Answer>, status: number, code: string) => {
    // A refused sign-in leaves its entry there, and nothing anywhere else.
    const before = await database.contents('audit_log');
    const answer = await request();
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('x-request-id')).toBe(answer.body['requestId']);
    expect(await database.contents('audit_log')).toBe(before);
    return answer;
  };

  const refusalsOf = (clerkUserId: string) =>
    database.rows(
      `SELECT subject_id, details->>'reason' AS reason FROM audit_log
       WHERE action = 'sign_in.refused' AND details->>'clerkUserId' = $1 ORDER BY id`,
      [clerkUserId],
    );

  it('makes an account for a new owner', async () => {
    const { owner, answer, row } = await signUp({ name: ' Asha  ' });
    expect(answer.body).toEqual({
      success: true,
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      isNewUser: true,
      user: {
        id: row['id'],
        phoneNumber: owner.phoneNumber,
        phoneVerified: true,
        ownerName: 'Asha',
        shopName: null,
        city: null,
        state: null,
        pincode: null,
        language: 'en',
        role: 'owner',
        referralCode: expect.stringMatching(/^BP-[2-9A-HJKMNP-Z]{9}$/),
        onboardingCompleted: false,
        subscriptionStatus: 'free',
        documentsUploaded: 0,
        monthlyUploadLimit: 20,
        uploadsUsedThisMonth: 0,
        lastLogin: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
      },
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('signs the token of the contract', async () => {
    const { owner, answer, row } = await signUp();
    const [header, claims] = String(answer.body['token'])
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>);
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT', kid: expect.any(String) });
    expect(claims).toEqual({
      sub: row['id'],
      phone_number: owner.phoneNumber,
      role: 'owner',
      gen: 0,
      iss: 'bharatprint',
      aud: 'bharatprint-api',
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: Number(claims?.['iat']) + 86_400,
    });
  });

  it('knows a returning owner again, in one round trip and without asking Clerk', async () => {
    const { owner, answer } = await signUp({ name: 'Asha' });
    const asked = app.clerk.userRequests;
    const { result, queries } = await countQueries(() => exchange(owner, {}, { name: 'Somebody Else' }));
    expect(result).toMatchObject({ status: 200, body: { isNewUser: false, user: { ownerName: 'Asha' } } });
    expect(result.body['user']).toMatchObject({ id: (answer.body['user'] as { id: string }).id });
    expect(queries).toHaveLength(1);
    expect(app.clerk.userRequests).toBe(asked);
  });

  it('reads the spellings of the first design', async () => {
    const owner = anOwner();
    app.clerk.knows(owner);
    const answer = await app.exchange(aClerkToken(app.clerk.key, owner.id), {
      phone_number: `0${owner.phoneNumber.slice(3)}`,
      clerk_user_id: owner.id,
    });
    expect(answer).toMatchObject({ status: 200, body: { user: { phoneNumber: owner.phoneNumber } } });
  });

  it('believes a verified phone claim without asking Clerk', async () => {
    const owner = anOwner();
    const asked = app.clerk.userRequests;
    const answer = await exchange(owner, { phone: owner.phoneNumber, phone_verified: true });
    expect(answer).toMatchObject({ status: 200, body: { isNewUser: true } });
    expect(app.clerk.userRequests).toBe(asked);
  });

  it('makes an admin of a number on the list', async () => {
    const admin = anOwner({ phoneNumber: ADMIN_PHONE });
    app.clerk.knows(admin);
    expect(await exchange(admin)).toMatchObject({ status: 200, body: { user: { role: 'admin' } } });
  });

  it('follows a number changed at Clerk', async () => {
    const { owner, row } = await signUp();
    const moved = { ...owner, phoneNumber: anOwner().phoneNumber };
    app.clerk.knows(moved);
    expect(await exchange(moved)).toMatchObject({
      status: 200,
      body: { isNewUser: false, user: { id: row['id'], phoneNumber: moved.phoneNumber } },
    });
  });

  it('ends the tokens of a number that moved to another Clerk user', async () => {
    const { owner, answer, row } = await signUp();
    const next = anOwner({ phoneNumber: owner.phoneNumber });
    app.clerk.knows(next);
    expect(await exchange(next)).toMatchObject({
      status: 200,
      body: { isNewUser: false, user: { id: row['id'] } },
    });
    const old = await app.request('GET', '/users/me', { token: String(answer.body['token']) });
    expect(old).toMatchObject({ status: 401, body: { code: 'auth.unauthorized' } });
  });

  it('parks an account whose number was reissued, and starts a new one', async () => {
    const { owner, row } = await signUp();
    await database.rows(`UPDATE users SET last_login = now() - interval '91 days' WHERE id = $1`, [
      row['id'],
    ]);
    const next = anOwner({ phoneNumber: owner.phoneNumber });
    app.clerk.knows(next);
    const answer = await exchange(next);
    expect(answer).toMatchObject({ status: 200, body: { isNewUser: true } });
    expect(answer.body['user']).not.toMatchObject({ id: row['id'] });
    await expectRefusal(() => exchange(owner), 403, 'user.parked');
  });

  it('refuses a blocked owner', async () => {
    const { owner, row } = await signUp();
    await database.rows('UPDATE users SET blocked_at = now() WHERE id = $1', [row['id']]);
    await expectRefusal(() => exchange(owner), 403, 'user.blocked');
  });

  it.each([
    [
      'the claim has another number',
      { phone: '+919876500000', phone_verified: true },
      'auth.identity_mismatch',
    ],
    ['the claim says "not verified"', 'own, false', 'auth.phone_unverified'],
  ])('refuses a new owner when %s', async (_case, claims, code) => {
    const owner = anOwner();
    app.clerk.knows(owner);
    const own = { phone: owner.phoneNumber, phone_verified: false };
    await expectRefusal(() => exchange(owner, typeof claims === 'string' ? own : claims), 403, code);
  });

  it('refuses a returning owner whose claim has another number', async () => {
    const { owner } = await signUp();
    const claims = { phone: '+919876500000', phone_verified: true };
    await expectRefusal(() => exchange(owner, claims), 403, 'auth.identity_mismatch');
  });

  it('refuses the number of somebody else', async () => {
    const { owner: asha } = await signUp();
    const ravi = anOwner();
    app.clerk.knows(ravi);
    await expectRefusal(
      () => exchange({ ...ravi, phoneNumber: asha.phoneNumber }),
      403,
      'auth.identity_mismatch',
    );
  });

  it('refuses the Clerk user of somebody else', async () => {
    const { owner: asha } = await signUp();
    const { owner: ravi } = await signUp();
    await expectRefusal(() => exchange(ravi, {}, { clerkUserId: asha.id }), 403, 'auth.identity_mismatch');
  });

  it.each([
    ['an unverified number', { verified: false }, 403, 'auth.phone_unverified'],
    ['a ban', { banned: true }, 401, 'auth.unauthorized'],
  ])('refuses a new owner with %s at Clerk', async (_case, changes, status, code) => {
    const owner = { ...anOwner(), ...changes };
    app.clerk.knows(owner);
    await expectRefusal(() => exchange(owner), status, code);
  });

  it('lets news that came during a look-up stand, for those too who joined it later', async () => {
    const { owner } = await signUp();
    const unverifiedAt = async (moment: Date) => {
      await database.rows('SELECT follow_clerk_user(NULL, $1, NULL, false, $2)', [owner.id, moment]);
    };
    await unverifiedAt(new Date());
    const asking = jest.spyOn(app.nest.get(ClerkUsersService), 'requireVerifiedPhone');
    const held: ServerResponse[] = [];
    app.clerk.answerUsers = (response) => void held.push(response);

    const early = exchange(owner);
    await until(() => held.length === 1);
    const news = Date.now() + 1;
    await unverifiedAt(new Date(news));
    await until(() => Date.now() > news);
    const late = exchange(owner);
    await until(() => asking.mock.calls.length === 2);
    for (const response of held) answerJson(200, toClerkJson(owner))(response);
    for (const answer of await Promise.all([early, late])) {
      expect(answer).toMatchObject({ status: 503, body: { code: 'auth.clerk_unavailable' } });
    }
    expect(held).toHaveLength(1);
    expect(await rowOf(owner.id)).toMatchObject({ phone_verified: false, clerk_state_at: new Date(news) });

    // Asked anew, Clerk's word is the newer one.
    app.clerk.answerUsers = null;
    expect((await exchange(owner)).status).toBe(200);
  });

  it('refuses a new owner whom Clerk does not know any more', async () => {
    await expectRefusal(() => exchange(anOwner()), 401, 'auth.unauthorized');
  });

  it('writes down whom it refused and why, and nobody whose token is not Clerk’s', async () => {
    const { owner, row } = await signUp();
    const stranger = anOwner();
    await exchange(owner, {}, { clerkUserId: 'user_other' });
    await exchange(owner, { phone: owner.phoneNumber, phone_verified: false });
    await database.rows('UPDATE users SET blocked_at = now() WHERE id = $1', [row['id']]);
    await exchange(owner);
    await exchange(stranger);
    expect(await refusalsOf(owner.id)).toEqual(
      ['identity_mismatch', 'phone_unverified', 'blocked'].map((reason) => ({
        subject_id: row['id'],
        reason,
      })),
    );
    expect(await refusalsOf(stranger.id)).toEqual([{ subject_id: null, reason: 'unauthorized' }]);

    const before = await database.contents();
    await app.exchange(`${aClerkToken(app.clerk.key, owner.id)}x`, {
      phoneNumber: owner.phoneNumber,
      clerkUserId: owner.id,
    });
    expect(await database.contents()).toBe(before);
  });

  it.each([
    ['fails', answerJson(500, { errors: [] })],
    ['refuses our key', answerJson(401, { errors: [{ code: 'clerk_key_invalid' }] })],
    ['limits us', answerJson(429, { errors: [] })],
    [
      'answers with a page',
      (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    ],
    ['hangs up', (response) => void response.destroy()],
  ] satisfies [string, typeof app.clerk.answerUsers][])(
    'asks a new owner to come back while Clerk %s',
    async (_case, answerUsers) => {
      app.clerk.answerUsers = answerUsers;
      const answer = await expectRefusal(() => exchange(anOwner()), 503, 'auth.clerk_unavailable');
      expect(answer.headers.get('retry-after')).toBe('5');
    },
  );

  it('gives a silent Clerk five seconds', async () => {
    app.clerk.answerUsers = () => undefined;
    await expectRefusal(() => exchange(anOwner()), 503, 'auth.clerk_unavailable');
  }, 10_000);

  it.each([
    ['no body', undefined],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['no JSON', '{'],
    ['nesting to the limit', '['.repeat(30_000)],
    ['a deep field', `{"name":${'['.repeat(15_000)}${']'.repeat(15_000)}}`],
    ['a poisoned prototype', '{"__proto__":{"isAdmin":true}}'],
    ['no field', {}],
    ['a number for the number', { phoneNumber: 9876543210 }],
    ['null for the number', { phoneNumber: null }],
    ['null for the name', { name: null }],
    ['two numbers', { phone_number: '+919876543999' }],
    ['two users', { clerk_user_id: 'user_other' }],
    ['an unknown field', { isAdmin: true }],
    ['a long name', { name: 'x'.repeat(101) }],
    ['NUL in the name', { name: 'a\u0000' }],
    ['a line break in the name', { name: 'a\r\nb' }],
    ['a foreign number', { phoneNumber: '+14155550100' }],
    ['NUL in the number', { phoneNumber: '98765\u000043210' }],
    ['a landline', { phoneNumber: '02212345678' }],
    ['an extension', { phoneNumber: '9876543210;ext=5' }],
  ])('refuses %s in the body', async (_case, body) => {
    const owner = anOwner();
    app.clerk.knows(owner);
    const token = aClerkToken(app.clerk.key, owner.id);
    const whole =
      typeof body === 'object' && Object.keys(body).length > 0
        ? { phoneNumber: owner.phoneNumber, clerkUserId: owner.id, ...body }
        : body;
    const before = await database.contents();
    const answer = await app.exchange(token, whole);
    expect(answer).toMatchObject({
      status: 400,
      body: { code: expect.stringMatching(/^(request|phone)\./) },
    });
    expect(await database.contents()).toBe(before);
  });

  it('logs who signed in although the client was gone before the answer', async () => {
    const { owner, row } = await signUp();
    const before = app.logLines.length;
    const unlock = await database.lockUser(String(row['id']));
    const client = new AbortController();
    const answer = fetch(`${app.url}/auth/verify-clerk-token`, {
      method: 'POST',
      signal: client.signal,
      headers: {
        authorization: `Bearer ${aClerkToken(app.clerk.key, owner.id)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ phoneNumber: owner.phoneNumber, clerkUserId: owner.id }),
    }).catch(() => 'gone');
    const isLogged = (text: string) => app.logLines.slice(before).some((line) => line.includes(text));
    await database.untilLocked('sign_in(');
    client.abort();
    expect(await answer).toBe('gone');
    await until(() => isLogged('"answered"'));
    expect(isLogged(owner.id)).toBe(false);
    await unlock();
    await until(() => isLogged(`"clerkUserId":"${owner.id}","outcome":"returning"`));
  });

  it('logs who signed in and who was refused, and no number or token', async () => {
    const { owner, row } = await signUp({ name: 'Asha' });
    await expectRefusal(
      () => exchange(owner, {}, { clerkUserId: 'user_other' }),
      403,
      'auth.identity_mismatch',
    );
    const log = app.logLines.join('');
    expect(log).toContain(`"userId":"${String(row['id'])}","clerkUserId":"${owner.id}","outcome":"created"`);
    expect(log).toContain('"code":"auth.identity_mismatch","reason":"user differs from the token"');
    // The numbers of this file's owners; any ten digits would also be found in an id now and then.
    expect(log).not.toMatch(/9810000\d{3}|eyJ|sk_test/);
  });
});
