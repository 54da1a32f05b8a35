import { testEnvironment } from '../../../test/test-environment.js';
import { settingsChecks } from './settings-checks.js';

const LIVE_KEY = `pk_live_${Buffer.from('clerk.bharatprint.in$').toString('base64')}`;
const LIVE = { CLERK_PUBLISHABLE_KEY: LIVE_KEY, CLERK_SECRET_KEY: 'sk_live_0123456789' };
const A_SECRET = 'whsec_YSBzZWNyZXQgb2YgMjQgYnl0ZXM=';
const PRODUCTION = {
  ...LIVE,
  NODE_ENV: 'production',
  CLERK_JWKS_URL: 'https://clerk.bharatprint.in/.well-known/jwks.json',
  CLERK_API_URL: 'https://api.clerk.com',
  CLERK_WEBHOOK_SIGNING_SECRET: A_SECRET,
  CORS_ORIGINS: 'https://bharatprint.in',
  TRUST_PROXY: '1',
};

const look = (changes: Record<string, string>) => settingsChecks(testEnvironment(changes));

describe(settingsChecks.name, () => {
  it('finds nothing wrong with a production environment, and reminds of what it cannot see', () => {
    const levels = Object.entries(look(PRODUCTION)).map(([name, { level }]) => [name, level]);
    expect(Object.fromEntries(levels)).toEqual({
      'Clerk keys': 'ok',
      issuer: 'ok',
      origins: 'ok',
      'webhook secret': 'ok',
      'token secret': 'ok',
      'client address': 'ok',
      'SMS to India': 'reminder',
    });
    expect(look(PRODUCTION)['issuer']?.says).toContain('https://clerk.bharatprint.in');
    expect(look(PRODUCTION)['SMS to India']?.says).toContain('+91');
  });

  it.each([
    ['Clerk keys', { CLERK_SECRET_KEY: 'sk_live_0123456789' }, 'failure'],
    ['Clerk keys', { ...PRODUCTION, CLERK_SECRET_KEY: 'sk_test_0123456789' }, 'failure'],
    ['Clerk keys', LIVE, 'warning'],
    [
      'Clerk keys',
      {
        ...PRODUCTION,
        CLERK_PUBLISHABLE_KEY: LIVE_KEY.replace('live', 'test'),
        CLERK_SECRET_KEY: 'sk_test_0',
      },
      'warning',
    ],
    ['origins', { ...PRODUCTION, CORS_ORIGINS: 'https://a.in,http://b.in' }, 'failure'],
    ['origins', { CORS_ORIGINS: 'http://localhost:3000' }, 'ok'],
    ['webhook secret', {}, 'warning'],
    ['webhook secret', { CLERK_WEBHOOK_SIGNING_SECRET: `${A_SECRET},${A_SECRET}` }, 'warning'],
    ['token secret', { JWT_SECRET_PREVIOUS: 'mB7kQ2xWv9sLt4YpRz8NcJh3GdFa6UeT' }, 'warning'],
    ['client address', { ...PRODUCTION, TRUST_PROXY: '' }, 'warning'],
  ])('%s with %j: %s', (name, changes, level) => {
    expect(look(changes as Record<string, string>)[name]?.level).toBe(level);
  });
});
