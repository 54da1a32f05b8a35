import { frontendApiHost, readPortalSettings } from './portal-settings.ts';

const KEY = `pk_test_${btoa('clerk.bharatprint.localhost$')}`;

describe(readPortalSettings.name, () => {
  it('takes the API address and the publishable key and defaults the rest', () => {
    expect(
      readPortalSettings({ API_URL: 'https://api.example.in/', CLERK_PUBLISHABLE_KEY: KEY }),
    ).toMatchObject({
      port: 3000,
      apiUrl: 'https://api.example.in',
      clerkProxyTarget: null,
      inboxUrl: null,
    });
  });

  it.each([
    [{}, 'API_URL, CLERK_PUBLISHABLE_KEY'],
    [{ API_URL: 'api', CLERK_PUBLISHABLE_KEY: KEY }, 'API_URL'],
    [{ API_URL: 'https://api.example.in', CLERK_PUBLISHABLE_KEY: 'pk_test_x' }, 'CLERK_PUBLISHABLE_KEY'],
    [{ API_URL: 'https://api.example.in', CLERK_PUBLISHABLE_KEY: KEY, PORT: 'web' }, 'PORT'],
  ])('names what is wrong in %j', (env, names) => {
    expect(() => readPortalSettings(env)).toThrow(`Missing or wrong: ${names}`);
  });

  it('refuses the stand-in in production', () => {
    const env = { API_URL: 'https://api.example.in', CLERK_PUBLISHABLE_KEY: KEY, NODE_ENV: 'production' };
    expect(() => readPortalSettings({ ...env, CLERK_PROXY_TARGET: 'http://127.0.0.1:4000' })).toThrow(
      'CLERK_PROXY_TARGET',
    );
  });
});

describe(frontendApiHost.name, () => {
  it('reads the host out of a publishable key', () => {
    expect(frontendApiHost(KEY)).toBe('clerk.bharatprint.localhost');
  });

  it.each(['', 'sk_test_abc', `pk_test_${btoa('localhost$')}`, `pk_test_${btoa('clerk.example.in')}`])(
    'refuses %j',
    (key) => {
      expect(frontendApiHost(key)).toBeNull();
    },
  );
});
