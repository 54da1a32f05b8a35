import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { aClerkToken, claimsOf, encode } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { newKey, toJwk } from '../../test/fakes/clerk-fake.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { ClerkTokenService } from '../clerk/clerk-token.service.js';

const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const edwards = generateKeyPairSync('ed25519');
const shared = 'c2hhcmVkLXNlY3JldC1vZi0zMi1ieXRlcy1vci1tb3Jl';
const forger = newKey('ins_forged');

describe(ClerkTokenService.name, () => {
  let database: TestDatabase;
  let app: TestApp;
  const asha = anOwner();

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
    app.clerk.knows(asha);
    app.clerk.jwks = {
      keys: [
        { ...elliptic.publicKey.export({ format: 'jwk' }), kid: 'ins_ec', alg: 'ES256', use: 'sig' },
        { ...edwards.publicKey.export({ format: 'jwk' }), kid: 'ins_ed', alg: 'EdDSA', use: 'sig' },
        { kty: 'oct', k: shared, kid: 'ins_oct', alg: 'HS256' },
        toJwk(app.clerk.key),
      ],
    };
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  const body = () => ({ phoneNumber: asha.phoneNumber, clerkUserId: asha.id });
  const valid = () => aClerkToken(app.clerk.key, asha.id);

  /** A token whose header a test chooses, signed with whatever that header would need. */
  const forged = (header: Record<string, unknown>, signature: (input: string) => Buffer) => {
    const input = `${encode({ typ: 'JWT', ...header })}.${encode(claimsOf(asha.id))}`;
    return `${input}.${signature(input).toString('base64url')}`;
  };
  const hmac =
    (secret: string | Buffer, hash = 'sha256') =>
    (input: string) =>
      createHmac(hash, secret).update(input).digest();
  const publicPem = () => app.clerk.key.publicKey.export({ type: 'spki', format: 'pem' });
  const byForger = (input: string) => sign('sha256', Buffer.from(input), forger.privateKey);
  const genuine = (hash: string) => (input: string) =>
    sign(hash, Buffer.from(input), app.clerk.key.privateKey);

  const ATTACKS: Record<string, () => string> = {
    'no signature, alg none': () => forged({ alg: 'none', kid: 'ins_test' }, () => Buffer.alloc(0)),
    'a signature of nothing, alg none': () =>
      forged({ alg: 'none', kid: 'ins_test' }, () => Buffer.from('x')),
    'HS256 keyed with our public key': () => forged({ alg: 'HS256', kid: 'ins_test' }, hmac(publicPem())),
    'HS512 keyed with our public key': () =>
      forged({ alg: 'HS512', kid: 'ins_test' }, hmac(publicPem(), 'sha512')),
    'HS256 with a secret out of the key set': () =>
      forged({ alg: 'HS256', kid: 'ins_oct' }, hmac(Buffer.from(shared, 'base64url'))),
    'RS256 in name, that secret in truth': () =>
      forged({ alg: 'RS256', kid: 'ins_oct' }, hmac(Buffer.from(shared, 'base64url'))),
    'ES256 out of the key set': () =>
      forged({ alg: 'ES256', kid: 'ins_ec' }, (input) =>
        sign('sha256', Buffer.from(input), { key: elliptic.privateKey, dsaEncoding: 'ieee-p1363' }),
      ),
    'EdDSA out of the key set': () =>
      forged({ alg: 'EdDSA', kid: 'ins_ed' }, (input) => sign(null, Buffer.from(input), edwards.privateKey)),
    'RS512 of the genuine key': () => forged({ alg: 'RS512', kid: 'ins_test' }, genuine('sha512')),
    'RS256 in name, SHA-512 in truth': () => forged({ alg: 'RS256', kid: 'ins_test' }, genuine('sha512')),
    'a foreign key under our name': () => forged({ alg: 'RS256', kid: 'ins_test' }, byForger),
    'a foreign key under its own name': () => forged({ alg: 'RS256', kid: 'ins_forged' }, byForger),
    'a foreign key in the header': () =>
      forged({ alg: 'RS256', kid: 'ins_test', jwk: toJwk(forger) }, byForger),
    'a genuine token with a key in the header': () =>
      forged({ alg: 'RS256', kid: 'ins_test', jwk: toJwk(forger) }, genuine('sha256')),
    'a critical extension': () =>
      forged({ alg: 'RS256', kid: 'ins_test', crit: ['exp'], exp: 1 }, genuine('sha256')),
    'an unencoded payload': () =>
      forged({ alg: 'RS256', kid: 'ins_test', b64: false, crit: ['b64'] }, genuine('sha256')),
    'a kid of 4 KB': () => forged({ alg: 'RS256', kid: 'k'.repeat(4096) }, genuine('sha256')),
    'a kid that is a path': () => forged({ alg: 'RS256', kid: '../../../../dev/null' }, genuine('sha256')),
    'a kid that is SQL': () => forged({ alg: 'RS256', kid: "x' UNION SELECT 'key" }, genuine('sha256')),
    'a kid every object has': () => forged({ alg: 'RS256', kid: '__proto__' }, genuine('sha256')),
    'a kid that is a number': () => forged({ alg: 'RS256', kid: 5 }, genuine('sha256')),
    'no kid': () => forged({ alg: 'RS256' }, genuine('sha256')),
    'an edited payload': () => {
      const [head, , signature] = valid().split('.');
      return `${head ?? ''}.${encode(claimsOf('user_ravi'))}.${signature ?? ''}`;
    },
    'an empty signature': () => valid().replace(/[^.]*$/, ''),
    'a cut signature': () => valid().slice(0, -4),
    padding: () => `${valid()}==`,
    'a space inside': () => valid().replace('.', '. '),
    'a payload that is no JSON': () => {
      const input = `${encode({ alg: 'RS256', kid: 'ins_test' })}.bm90IGpzb24`;
      return `${input}.${genuine('sha256')(input).toString('base64url')}`;
    },
    'a payload that is null': () => {
      const input = `${encode({ alg: 'RS256', kid: 'ins_test' })}.${encode(null)}`;
      return `${input}.${genuine('sha256')(input).toString('base64url')}`;
    },
    'another issuer': () => aClerkToken(app.clerk.key, asha.id, { claims: { iss: 'https://clerk.evil.in' } }),
    'another origin': () => aClerkToken(app.clerk.key, asha.id, { claims: { azp: 'https://evil.in' } }),
    'no origin': () => aClerkToken(app.clerk.key, asha.id, { claims: { azp: undefined } }),
    'a clock 30 s ahead': () => {
      const now = Math.floor(Date.now() / 1000) + 30;
      return aClerkToken(app.clerk.key, asha.id, { claims: { iat: now, nbf: now, exp: now + 60 } });
    },
    'a pending session': () => aClerkToken(app.clerk.key, asha.id, { claims: { sts: 'pending' } }),
    'a template token': () => aClerkToken(app.clerk.key, asha.id, { header: { cat: 'cl_B7d4PD222AAA' } }),
    'a template token without a category': () =>
      aClerkToken(app.clerk.key, asha.id, { claims: { sid: undefined } }),
    'a machine token': () => aClerkToken(app.clerk.key, 'mch_1', { header: { cat: 'cl_B7d4PD333AAA' } }),
    'an OAuth token': () => aClerkToken(app.clerk.key, asha.id, { header: { typ: 'at+jwt' } }),
    'no token at all': () => '',
  };

  it.each(Object.keys(ATTACKS))('refuses %s, in one body for all', async (attack) => {
    const before = await database.contents();
    const answer = await app.exchange(ATTACKS[attack]!(), body());
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect({ ...answer.body, requestId: '' }).toEqual({
      type: 'urn:bharatprint:error:auth.unauthorized',
      title: 'A valid token is needed.',
      status: 401,
      code: 'auth.unauthorized',
      requestId: '',
    });
    expect(await database.contents()).toBe(before);
  });

  it.each(['jku', 'x5u'])('fetches nothing from where %s points', async (parameter) => {
    let requests = 0;
    const evil = createServer((_request, response) => {
      requests += 1;
      response.end(JSON.stringify({ keys: [toJwk(forger)] }));
    });
    await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(evil.address() as AddressInfo).port}/jwks.json`;
    const token = forged({ alg: 'RS256', kid: 'ins_forged', [parameter]: url }, byForger);
    expect((await app.exchange(token, body())).status).toBe(401);
    await new Promise((resolve) => evil.close(resolve));
    expect(requests).toBe(0);
  });

  it('asks for keys at most once for a thousand unknown names', async () => {
    const asked = app.clerk.jwksRequests;
    const tokens = Array.from({ length: 1000 }, (_, index) =>
      forged({ alg: 'RS256', kid: `ins_${index}` }, () => Buffer.from('forged')),
    );
    const answers = await Promise.all(tokens.map((token) => app.exchange(token, body())));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(app.clerk.jwksRequests - asked).toBeLessThanOrEqual(1);
  });

  it('accepts a genuine token after all that, also with a clock 4 s off', async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const skew of [-4, 0, 4]) {
      const claims = { iat: now + skew, nbf: now + skew, exp: now + skew + 60 };
      const answer = await app.exchange(aClerkToken(app.clerk.key, asha.id, { claims }), body());
      expect(answer.status).toBe(200);
    }
  });
});
