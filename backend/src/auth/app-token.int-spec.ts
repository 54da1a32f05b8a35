import jwt from 'jsonwebtoken';
import { createHmac, randomBytes } from 'node:crypto';
import { aClerkToken, encode } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { countQueries } from '../../test/count-queries.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { AppTokenService } from './app-token.service.js';

const SECRET = randomBytes(32).toString('base64');
const PREVIOUS_SECRET = randomBytes(32).toString('base64');
const ISSUED = { issuer: 'bharatprint', audience: 'bharatprint-api', expiresIn: 60 } as const;

describe(AppTokenService.name, () => {
  let database: TestDatabase;
  let app: TestApp;
  let clerkToken: string;
  let token: string;
  let claims: Record<string, unknown>;
  let kid: string;

  const owner = anOwner();
  const me = (bearer: string) => app.request('GET', '/users/me', { token: bearer });
  const signUp = async () => {
    app.clerk.knows(owner);
    clerkToken = aClerkToken(app.clerk.key, owner.id);
    const answer = await app.exchange(clerkToken, { phoneNumber: owner.phoneNumber, clerkUserId: owner.id });
    return String(answer.body['token']);
  };

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({ databaseUrl: database.server.apiUrl, variables: { JWT_SECRET: SECRET } });
    token = await signUp();
    const { header, payload } = jwt.decode(token, { complete: true })!;
    claims = payload as Record<string, unknown>;
    kid = header.kid ?? '';
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  const resigned = (changes: Record<string, unknown>, header: Record<string, unknown> = {}) => {
    const input = `${encode({ alg: 'HS256', typ: 'JWT', kid, ...header })}.${encode({ ...claims, ...changes })}`;
    return `${input}.${createHmac('sha256', SECRET).update(input).digest('base64url')}`;
  };

  const FORGERIES: Record<string, () => string> = {
    'an altered payload': () => {
      const [head, , signature] = token.split('.');
      return `${head ?? ''}.${encode({ ...claims, role: 'admin' })}.${signature ?? ''}`;
    },
    'another secret': () =>
      jwt.sign({ gen: 0 }, 'x'.repeat(40), { ...ISSUED, keyid: kid, subject: String(claims['sub']) }),
    'no algorithm': () => `${encode({ alg: 'none', typ: 'JWT', kid })}.${encode(claims)}.AA`,
    'another hash': () => jwt.sign(claims, SECRET, { algorithm: 'HS512', keyid: kid }),
    'no key name': () => jwt.sign(claims, SECRET),
    'another key name': () => jwt.sign(claims, SECRET, { keyid: 'old' }),
    'an extra header': () => resigned({}, { crit: ['exp'] }),
    'another issuer': () => resigned({ iss: 'https://clerk.bharatprint.test' }),
    'no issuer': () => resigned({ iss: undefined }),
    'another audience': () => resigned({ aud: 'somebody-else' }),
    'no audience': () => resigned({ aud: undefined }),
    'a time that is over': () => resigned({ exp: Number(claims['iat']) - 1 }),
    'no end': () => resigned({ exp: undefined }),
    'a start to come': () => resigned({ nbf: Number(claims['iat']) + 60 }),
    'a subject that is no id': () => resigned({ sub: "' OR 1=1 --" }),
    'no subject': () => resigned({ sub: undefined }),
    'no generation': () => resigned({ gen: undefined }),
    'a generation no row can have': () => resigned({ gen: 2 ** 31 }),
    'a generation in words': () => resigned({ gen: '0' }),
    "Clerk's token": () => clerkToken,
    'a word': () => 'token',
    nothing: () => '',
  };

  it.each(Object.keys(FORGERIES))('refuses a token with %s and asks no database', async (forgery) => {
    const { result, queries } = await countQueries(() => me(FORGERIES[forgery]!()));
    expect(result).toMatchObject({ status: 401, body: { code: 'auth.unauthorized' } });
    expect(result.headers.get('www-authenticate')).toBe('Bearer');
    expect(Object.keys(result.body)).toEqual(['type', 'title', 'status', 'code', 'requestId']);
    expect(queries).toEqual([]);
  });

  it.each([
    ['a later generation', { gen: 1 }],
    ['a user who is not there', { sub: '01a20664-0467-7229-a31d-dff623e0fbce' }],
  ])('refuses a well-signed token of %s', async (_case, changes) => {
    expect(await me(resigned(changes))).toMatchObject({ status: 401, body: { code: 'auth.unauthorized' } });
  });

  it('takes the role from the database, whatever the token says', async () => {
    expect(await me(resigned({ role: 'admin' }))).toMatchObject({ status: 200, body: { role: 'owner' } });
  });

  it('is not taken for a Clerk token', async () => {
    const answer = await app.exchange(token, { phoneNumber: owner.phoneNumber, clerkUserId: owner.id });
    expect(answer).toMatchObject({ status: 401, body: { code: 'auth.unauthorized' } });
  });

  it('outlives a rotation of the secret until the previous one is dropped', async () => {
    await app.stop();
    const restart = async (variables: Record<string, string>) => {
      app = await TestApp.start({ databaseUrl: database.server.apiUrl, variables });
    };
    await restart({ JWT_SECRET: PREVIOUS_SECRET });
    const old = await signUp();
    await app.stop();

    await restart({ JWT_SECRET: SECRET, JWT_SECRET_PREVIOUS: PREVIOUS_SECRET });
    const fresh = await signUp();
    expect([(await me(old)).status, (await me(fresh)).status]).toEqual([200, 200]);
    await app.stop();

    await restart({ JWT_SECRET: SECRET });
    expect([(await me(old)).status, (await me(fresh)).status]).toEqual([401, 200]);
  });
});
