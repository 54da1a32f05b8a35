import { generateKeyPairSync } from 'node:crypto';
import { newKey, toJwk } from '../../test/fakes/clerk-fake.js';
import { readClerkKeySet } from './clerk-key-set.js';

const good = toJwk(newKey('good'));
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });

describe(readClerkKeySet.name, () => {
  it.each([
    ['an elliptic key', { ...elliptic, kid: 'other' }],
    ['an elliptic key that says RS256', { ...elliptic, kid: 'other', alg: 'RS256' }],
    ['a shared secret', { kty: 'oct', k: 'c2VjcmV0', kid: 'other', alg: 'HS256' }],
    ['a key for another algorithm', { ...good, kid: 'other', alg: 'PS256' }],
    ['a key for encryption', { ...good, kid: 'other', use: 'enc' }],
    ['a short key', { ...small, kid: 'other' }],
    ['a key without a name', { ...good, kid: undefined }],
    ['a broken key', { ...good, kid: 'other', n: '' }],
    ['null', null],
  ])('passes over %s', (_case, jwk) => {
    expect([...readClerkKeySet({ keys: [jwk, good] }).keys()]).toEqual(['good']);
  });

  it('takes a key that leaves use and alg out', () => {
    expect(readClerkKeySet({ keys: [{ ...good, use: undefined, alg: undefined }] }).size).toBe(1);
  });

  it('takes the first of two keys with one name', () => {
    const second = toJwk(newKey('good'));
    const key = readClerkKeySet({ keys: [good, second] }).get('good');
    expect(key?.export({ format: 'jwk' }).n).toBe(good['n']);
  });

  it.each([null, {}, [], 'keys', { keys: {} }, { keys: [] }, { keys: [elliptic] }])('refuses %j', (body) => {
    expect(() => readClerkKeySet(body)).toThrow();
  });
});
