import { returnQuery, returnUrlOf } from './return-url.js';

describe(returnUrlOf.name, () => {
  it.each(['/dashboard', '/profile?tab=shop', '/r/BP-7K3MX2QHR', '/auth/signup/shop', '/a%2f%2fb'])(
    'goes back to %s',
    (returnUrl) => {
      expect(returnUrlOf({ returnUrl })).toBe(returnUrl);
    },
  );

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/a\\..\\b',
    '/\n/evil.example',
    'javascript:alert(1)',
    'dashboard',
    '',
    undefined,
    ['/dashboard', '//evil.example'],
    '/auth/login',
    '/auth/login?returnUrl=%2Fauth%2Flogin',
    '/auth/signup',
  ])('does not go to %j', (returnUrl) => {
    expect(returnUrlOf({ returnUrl })).toBeNull();
  });
});

describe(returnQuery.name, () => {
  it('remembers a deep link, but not the page everybody comes to', () => {
    expect(returnQuery('/profile')).toEqual({ returnUrl: '/profile' });
    expect(returnQuery('/dashboard')).toEqual({});
    expect(returnQuery('/')).toEqual({});
  });
});
