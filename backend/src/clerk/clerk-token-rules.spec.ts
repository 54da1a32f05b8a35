import { claimsOf, encode, ISSUER, PORTAL } from '../../test/builders/a-clerk-token.js';
import { identityOf, readKeyId } from './clerk-token-rules.js';

const now = Math.floor(Date.now() / 1000);
const identify = (changes: Record<string, unknown> = {}) =>
  identityOf(claimsOf('user_asha', { iat: now, nbf: now, exp: now + 60, ...changes }), {
    issuer: ISSUER,
    authorizedParties: [PORTAL, 'https://bharatprint.in'],
    now,
  });

describe(identityOf.name, () => {
  it('reads who holds the token', () => {
    expect(identify()).toEqual({
      userId: 'user_asha',
      sessionId: 'sess_asha',
      issuedAt: expect.any(Number),
      firstFactorAgeMinutes: 0,
      phone: null,
    });
  });

  it.each([
    ['says how old its first factor is', [30, -1], 30],
    ['has no first factor', [-1, -1], null],
    ['has an age that is none', 'yesterday', null],
    ['says nothing of factors', undefined, null],
  ])('that %s is taken at its word', (_case, fva, minutes) => {
    expect(identify({ fva }).firstFactorAgeMinutes).toBe(minutes);
  });

  it.each([
    ['true', { phone: '+919876543210', phone_verified: true }, true],
    ['a text', { phone: '+919876543210', phone_verified: 'true' }, true],
    ['false', { phone: '+919876543210', phone_verified: false }, false],
    ['nothing', { phone: '+919876543210' }, null],
    ['a number', { phone: '+919876543210', phone_verified: 1 }, null],
  ])('reads a phone claim that is verified as %s says', (_case, claims, isVerified) => {
    expect(identify(claims).phone).toEqual({ number: '+919876543210', isVerified });
  });

  it.each([null, '', 919876543210, ['+919876543210']])('takes %j for no phone claim', (phone) => {
    expect(identify({ phone, phone_verified: true }).phone).toBeNull();
  });

  it.each([
    ['expired 4 s ago', { exp: now - 4, iat: now - 64, nbf: now - 64 }],
    ['not valid for 5 s', { nbf: now + 5 }],
    ['issued 5 s from now', { iat: now + 5, exp: now + 65 }],
    ['of 120 s', { exp: now + 120 }],
    ['of the second origin', { azp: 'https://bharatprint.in' }],
    ['without sts', { sts: undefined }],
  ])('accepts a token %s', (_case, claims) => {
    expect(identify(claims).userId).toBe('user_asha');
  });

  it.each([
    ...['iss', 'azp', 'sub', 'sid', 'iat', 'nbf', 'exp'].flatMap((claim) =>
      [undefined, null, true, [], {}, ''].map((value) => ({ [claim]: value })),
    ),
    { iss: [ISSUER] },
    { iss: `${ISSUER}/` },
    { iss: ISSUER.toUpperCase() },
    { iss: `${ISSUER}.evil.in` },
    { iss: 'https://clerk.other.test' },
    { azp: [PORTAL] },
    { azp: `${PORTAL}/` },
    { azp: `${PORTAL}.evil.in` },
    { azp: 'http://LOCALHOST:3000' },
    { azp: 'null' },
    { exp: String(now + 60) },
    { exp: now - 5, iat: now - 65, nbf: now - 65 },
    { exp: now + 121 },
    { exp: now + 10 * 365 * 86_400 },
    { exp: Number.MAX_VALUE },
    { exp: now + 0.5 },
    { exp: now - 1, iat: now },
    { nbf: now + 6 },
    { nbf: String(now) },
    { iat: now + 6, exp: now + 60 },
    { iat: -1, exp: 60 },
    { sts: 'pending' },
    { sts: null },
    { sub: 'user_asha\u0000' },
    { sub: "user_asha' OR 1=1" },
    { sub: 'u'.repeat(256) },
    { sid: 5 },
  ])('refuses claims with %j', (claims) => {
    expect(() => identify(claims)).toThrow(expect.objectContaining({ code: 'auth.unauthorized' }));
  });

  it.each([null, 'text', 5, []])('refuses %j as claims', (payload) => {
    const read = () => identityOf(payload, { issuer: ISSUER, authorizedParties: [PORTAL], now });
    expect(read).toThrow(expect.objectContaining({ code: 'auth.unauthorized' }));
  });
});

describe(readKeyId.name, () => {
  const header = { alg: 'RS256', typ: 'JWT', kid: 'ins_1', cat: 'cl_B7d4PD111AAA' };
  const read = (value: unknown) => readKeyId(`${encode(value)}.e30.AA`);

  it.each([header, { ...header, typ: undefined }, { ...header, cat: undefined }, { ...header, oiat: 1 }])(
    'reads the key of %j',
    (value) => {
      expect(read(value)).toBe('ins_1');
    },
  );

  it.each([
    ...[
      'none',
      'None',
      'HS256',
      'RS384',
      'RS512',
      'PS256',
      'ES256',
      'EdDSA',
      'rs256',
      '',
      null,
      undefined,
    ].map((alg) => ({ ...header, alg })),
    ...[undefined, null, '', 5, ['ins_1'], { a: 1 }, 'k'.repeat(256)].map((kid) => ({ ...header, kid })),
    ...['cl_B7d4PD222AAA', 'cl_B7d4PD333AAA', 'other', null].map((cat) => ({ ...header, cat })),
    ...['at+jwt', 'JWE', 'jwt', 5].map((typ) => ({ ...header, typ })),
    { ...header, crit: ['exp'] },
    { ...header, crit: [] },
    { ...header, b64: true },
    { ...header, b64: false },
    { ...header, jwk: { kty: 'RSA' } },
    { ...header, jku: 'https://evil.in/jwks.json' },
    { ...header, x5u: 'https://evil.in/cert.pem' },
    { ...header, x5c: ['MII'] },
    [header],
    'text',
    null,
  ])('refuses the header %j', (value) => {
    expect(() => read(value)).toThrow(expect.objectContaining({ code: 'auth.unauthorized' }));
  });

  it('refuses a header that is no JSON', () => {
    expect(() => readKeyId('bm90IGpzb24.e30.AA')).toThrow(
      expect.objectContaining({ code: 'auth.unauthorized' }),
    );
  });
});
