import { Logger } from '@nestjs/common';
import { answerJson, ClerkFake, newKey, toJwk } from '../../test/fakes/clerk-fake.js';
import { testEnvironment } from '../../test/test-environment.js';
import { ClerkKeys } from './clerk-keys.js';

const { jest } = import.meta;
const SECOND = 1000;
const HOUR = 3600 * SECOND;

describe(ClerkKeys.name, () => {
  let clerk: ClerkFake;
  let keys: ClerkKeys;
  let now: number;

  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  beforeEach(async () => {
    clerk = await ClerkFake.start();
    keys = new ClerkKeys(testEnvironment({ CLERK_JWKS_URL: `${clerk.url}/.well-known/jwks.json` }));
    now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await clerk.stop();
  });

  /** Lets a renewal in the background come to its end. */
  const settle = async () => {
    await keys['fetching'];
  };

  it('fetches once for many who wait', async () => {
    const found = await Promise.all(Array.from({ length: 100 }, () => keys.find('ins_test')));
    expect(found.every((key) => key?.type === 'public')).toBe(true);
    expect(clerk.jwksRequests).toBe(1);
  });

  it('answers from memory after that', async () => {
    await keys.find('ins_test');
    now += 9 * 60 * SECOND;
    await keys.find('ins_test');
    expect(clerk.jwksRequests).toBe(1);
  });

  it('finds a new key at once, then asks for unknown ones every 30 seconds at most', async () => {
    await keys.find('ins_test');
    const rotated = newKey('ins_rotated');
    clerk.jwks = { keys: [toJwk(rotated), toJwk(clerk.key)] };
    expect(await keys.find('ins_rotated')).not.toBeNull();
    expect(clerk.jwksRequests).toBe(2);

    for (let index = 0; index < 1000; index += 1) expect(await keys.find(`forged_${index}`)).toBeNull();
    expect(clerk.jwksRequests).toBe(2);

    now += 30 * SECOND;
    await Promise.all(Array.from({ length: 100 }, (_, index) => keys.find(`forged_${index}`)));
    expect(clerk.jwksRequests).toBe(3);
  });

  it.each(['__proto__', 'constructor', 'toString', '../../etc/passwd', "' OR 1=1"])(
    'finds nothing under %j',
    async (kid) => {
      expect(await keys.find(kid)).toBeNull();
    },
  );

  it('renews in the background while the old keys serve', async () => {
    await keys.find('ins_test');
    now += 11 * 60 * SECOND;
    clerk.jwks = { keys: [toJwk(newKey('ins_other'))] };
    expect(await keys.find('ins_test')).not.toBeNull();
    await settle();
    expect(await keys.find('ins_test')).toBeNull();
  });

  it.each([
    ['is down', () => void (clerk.answerJwks = (response) => void response.destroy())],
    ['fails', () => void (clerk.answerJwks = answerJson(500, {}))],
    ['sends garbage', () => void (clerk.answerJwks = (response) => void response.end('<html>'))],
    ['sends an empty set', () => void (clerk.jwks = { keys: [] })],
    ['sends no set', () => void (clerk.jwks = ['keys'])],
    [
      'redirects',
      () => void (clerk.answerJwks = (response) => void response.writeHead(302, { location: '/' }).end()),
    ],
    [
      'sends keys of other kinds only',
      () => void (clerk.jwks = { keys: [{ kty: 'oct', kid: 'ins_test', k: 'AA' }] }),
    ],
  ])('keeps the keys for a day while Clerk %s', async (_case, breakIt) => {
    await keys.find('ins_test');
    breakIt();
    now += 11 * 60 * SECOND;
    await keys.find('ins_test');
    await settle();
    now += 24 * HOUR;
    expect(await keys.find('ins_test')).not.toBeNull();
    await settle();
    now += 60 * SECOND;
    await expect(keys.find('ins_test')).rejects.toMatchObject({ code: 'auth.keys_unavailable' });
    expect(clerk.jwksRequests).toBe(4);
  });

  it('has no key to offer while Clerk was never reached, tries every 30 seconds, and heals', async () => {
    clerk.answerJwks = answerJson(503, {});
    await expect(keys.find('ins_test')).rejects.toMatchObject({
      code: 'auth.keys_unavailable',
      status: 503,
      retryAfter: 30,
    });
    now += 29 * SECOND;
    await expect(keys.find('ins_test')).rejects.toMatchObject({ retryAfter: 1 });
    expect(await keys.areUsable()).toBe(false);
    expect(clerk.jwksRequests).toBe(1);

    clerk.answerJwks = null;
    now += SECOND;
    expect(await keys.find('ins_test')).not.toBeNull();
    expect(await keys.areUsable()).toBe(true);
  });

  it('gives a silent Clerk two seconds', async () => {
    clerk.answerJwks = () => undefined;
    const started = performance.now();
    await expect(keys.find('ins_test')).rejects.toMatchObject({ code: 'auth.keys_unavailable' });
    expect(performance.now() - started).toBeLessThan(2500);
  });
});
