import fc from 'fast-check';
import jwt from 'jsonwebtoken';
import { createSecretKey } from 'node:crypto';
import { InvalidTokenError, signHs256, verifyHs256 } from './hs256.js';

const KEY = createSecretKey('a secret of more than thirty-two characters', 'utf8');
const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
const RULES = { issuer: 'us', audience: 'our-api' };
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const claims = (changes: object = {}): object => ({
  iss: 'us',
  aud: 'our-api',
  exp: inSeconds(60),
  ...changes,
});

describe(signHs256.name, () => {
  it('makes what another implementation takes, whatever is claimed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{4,9}$/), fc.jsonValue()), (more) => {
        const token = signHs256(HEADER, claims(more), KEY);
        const theirs = jwt.verify(token, KEY, { algorithms: ['HS256'], issuer: 'us', audience: 'our-api' });
        expect(verifyHs256(token, KEY, RULES)).toEqual(theirs);
      }),
    );
  });
});

describe(verifyHs256.name, () => {
  it('takes what another implementation makes', () => {
    const token = jwt.sign({ gen: 1 }, KEY, {
      issuer: 'us',
      audience: 'our-api',
      expiresIn: 60,
      notBefore: 0,
    });
    expect(verifyHs256(token, KEY, RULES)).toEqual(jwt.decode(token));
  });

  it('refuses every token in which one character of a part was changed', () => {
    const token = signHs256(HEADER, claims(), KEY);
    const places = Array.from({ length: token.length }, (_, at) => at).filter((at) => token[at] !== '.');
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom('A', 'B', 'Q', 'w', '0', '_'), (at, other) => {
        fc.pre(token[at] !== other);
        const changed = token.slice(0, at) + other + token.slice(at + 1);
        // The spare bits of a last character are for `compactJws` to refuse.
        fc.pre(
          Buffer.from(changed.split('.')[2] ?? '', 'base64url').toString('base64url') ===
            changed.split('.')[2],
        );
        expect(() => verifyHs256(changed, KEY, RULES)).toThrow(new InvalidTokenError('signature'));
      }),
    );
  });

  it.each([
    ['signature', () => signHs256(HEADER, claims(), createSecretKey('x'.repeat(40), 'utf8'))],
    ['signature', () => `${signHs256(HEADER, claims(), KEY)}AAAA`],
    ['signature', () => signHs256(HEADER, claims(), KEY).replace(/[^.]+$/, '')],
    ['issuer', () => signHs256(HEADER, claims({ iss: 'them' }), KEY)],
    ['issuer', () => signHs256(HEADER, claims({ iss: ['us'] }), KEY)],
    ['audience', () => signHs256(HEADER, claims({ aud: 'another' }), KEY)],
    ['audience', () => signHs256(HEADER, claims({ aud: ['our-api'] }), KEY)],
    ['expired', () => signHs256(HEADER, claims({ exp: inSeconds(-1) }), KEY)],
    ['expired', () => signHs256(HEADER, claims({ exp: String(inSeconds(60)) }), KEY)],
    ['expired', () => signHs256(HEADER, claims({ exp: undefined }), KEY)],
    ['not valid yet', () => signHs256(HEADER, claims({ nbf: inSeconds(30) }), KEY)],
    ['not valid yet', () => signHs256(HEADER, claims({ nbf: null }), KEY)],
    [
      'payload',
      () =>
        signHs256(
          HEADER,
          Object.assign(() => 0, { toJSON: () => 7 }),
          KEY,
        ),
    ],
  ])('refuses by its %s: %#', (why, token) => {
    expect(() => verifyHs256(token(), KEY, RULES)).toThrow(new InvalidTokenError(why));
  });
});
