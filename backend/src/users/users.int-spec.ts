import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { countQueries } from '../../test/count-queries.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { UsersController } from './users.controller.js';

describe(UsersController.name, () => {
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  const signUp = async () => {
    const owner = anOwner();
    app.clerk.knows(owner);
    const { body } = await app.exchange(aClerkToken(app.clerk.key, owner.id), {
      phoneNumber: owner.phoneNumber,
      clerkUserId: owner.id,
    });
    return { owner, token: String(body['token']), user: body['user'] as Record<string, unknown> };
  };

  it('shows the own profile in one round trip', async () => {
    const { token, user } = await signUp();
    const { result, queries } = await countQueries(() => app.request('GET', '/users/me', { token }));
    expect(result).toMatchObject({ status: 200, body: user });
    expect(Object.keys(result.body)).toEqual(Object.keys(user));
    expect(queries).toHaveLength(1);
    expect(result.headers.get('cache-control')).toBe('no-store');
  });

  it('shows every owner only the own profile, over shared connections', async () => {
    const owners = await Promise.all(Array.from({ length: 20 }, signUp));
    const reads = Array.from({ length: 400 }, (_, index) => owners[index % owners.length]!);
    const answers = await Promise.all(
      reads.map(async ({ token, user }, index) => {
        const method = index % 3 === 0 ? 'PATCH' : 'GET';
        const { body } = await app.request(method, '/users/me', {
          token,
          ...(method === 'PATCH' && { body: {} }),
        });
        return [body['id'], user['id']];
      }),
    );
    expect(answers.filter(([read, own]) => read !== own)).toEqual([]);
  });

  it('writes what an owner may change and gives the whole profile back', async () => {
    const { token, user } = await signUp();
    const changes = {
      ownerName: ' आशा कुलकर्णी ',
      shopName: 'Asha "Digital" <b>Prints</b>; DROP TABLE users',
      city: 'Pune',
      state: 'mh',
      pincode: '411 001',
      language: 'hi',
    };
    const answer = await app.request('PATCH', '/users/me', { token, body: changes });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...user,
      ...changes,
      ownerName: 'आशा कुलकर्णी',
      state: 'Maharashtra',
      pincode: '411001',
      onboardingCompleted: true,
      updatedAt: expect.any(String),
    });
    expect((await app.request('GET', '/users/me', { token })).body).toEqual(answer.body);
  });

  it('leaves absent fields alone and empties the name on null', async () => {
    const { token } = await signUp();
    await app.request('PATCH', '/users/me', { token, body: { ownerName: 'Asha', city: 'Pune' } });
    const answer = await app.request('PATCH', '/users/me', { token, body: { ownerName: null } });
    expect(answer.body).toMatchObject({ ownerName: null, city: 'Pune' });
  });

  it.each([undefined, {}])('changes nothing for the body %j', async (body) => {
    const { token, user } = await signUp();
    const answer = await app.request('PATCH', '/users/me', { token, body });
    expect(answer).toMatchObject({ status: 200, body: user });
  });

  it.each([
    ...[
      'id',
      'phoneNumber',
      'role',
      'subscriptionStatus',
      'monthlyUploadLimit',
      'referralCode',
      'tokenGeneration',
    ],
    ...[
      'documentsUploaded',
      'blockedAt',
      'phone_number',
      'phoneVerified',
      'onboardingCompleted',
      'constructor',
    ],
  ])('refuses to write %s', async (field) => {
    const { token } = await signUp();
    const before = await database.contents();
    const answer = await app.request('PATCH', '/users/me', { token, body: { city: 'Pune', [field]: 'x' } });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ field, code: 'unknown' }] },
    });
    expect(await database.contents()).toBe(before);
  });

  it.each([
    ['__proto__', '{"__proto__":{"role":"admin"}}'],
    ['constructor.prototype', '{"constructor":{"prototype":{"role":"admin"}}}'],
    ['a nested value', '{"city":{"role":"admin"}}'],
    ['NUL', '{"city":"a\\u0000b"}'],
    ['half a character', '{"city":"\\ud800"}'],
    ['null for a field that stays', '{"shopName":null}'],
    ['a list', '[{"city":"Pune"}]'],
    ['null for everything', 'null'],
    ['a text longer than its limit in code points', `{"shopName":"${'❤\ufe0f'.repeat(61)}"}`],
    ['nesting to the limit', `{"city":${'['.repeat(32_000)}${']'.repeat(32_000)}}`],
  ])('refuses %s', async (_case, body) => {
    const { token } = await signUp();
    const before = await database.contents();
    const answer = await app.request('PATCH', '/users/me', { token, body });
    expect(answer.status).toBe(400);
    expect(await database.contents()).toBe(before);
  });

  it.each([
    'Ünïcödé ज़ેરॉक்ஸ్ 🖨️',
    'a\u200db\u200c',
    '\u202eevil\u202c',
    "'; DROP TABLE users; --",
    '${7*7}{{7*7}}<%= 7*7 %>',
    '../../etc/passwd',
    '0',
    'null',
    'x'.repeat(120),
    '👩🏽‍💻'.repeat(17),
    '❤\ufe0f'.repeat(60),
  ])('gives %j back as sent', async (shopName) => {
    const { token } = await signUp();
    const answer = await app.request('PATCH', '/users/me', { token, body: { shopName } });
    expect(answer.body).toMatchObject({ shopName: shopName.normalize('NFC') });
  });

  it.each(['blocked_at = now()', 'token_generation = 1', 'phone_number = NULL, parked_at = now()'])(
    'ends a token at once after %s',
    async (change) => {
      const { token, user } = await signUp();
      await database.rows(`UPDATE users SET ${change} WHERE id = $1`, [user['id']]);
      for (const method of ['GET', 'PATCH']) {
        const answer = await app.request(method, '/users/me', { token });
        expect(answer).toMatchObject({ status: 401, body: { code: 'auth.unauthorized' } });
      }
    },
  );
});
