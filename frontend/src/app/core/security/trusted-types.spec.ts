import { isAllowedScriptUrl } from './trusted-types.js';

const HOME = 'https://portal.test';

describe(isAllowedScriptUrl.name, () => {
  it.each([
    ['/clerk/clerk.browser.js', 'HTMLScriptElement src'],
    [`${HOME}/clerk/cookieSuffix_clerk.browser_1a2b3c.js`, 'HTMLScriptElement src'],
    [`blob:${HOME}/5e1f`, 'Worker constructor'],
    ['/service-worker.js', 'ServiceWorkerContainer register'],
    ['https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit', 'HTMLScriptElement src'],
  ])('lets %s into %s', (url, sink) => {
    expect(isAllowedScriptUrl(url, sink, HOME)).toBe(true);
  });

  it.each([
    ['https://evil.example/clerk/clerk.browser.js', 'HTMLScriptElement src'],
    ['//evil.example/clerk/x.js', 'HTMLScriptElement src'],
    ['/clerk/../upload/x.js', 'HTMLScriptElement src'],
    ['/other/x.js', 'HTMLScriptElement src'],
    ['/service-worker.js', 'HTMLScriptElement src'],
    ['/clerk/clerk.browser.js', 'ServiceWorkerContainer register'],
    ['https://evil.example/service-worker.js', 'ServiceWorkerContainer register'],
    [`blob:${HOME}/5e1f`, 'ServiceWorkerContainer register'],
    ['/clerk/x.json', 'HTMLScriptElement src'],
    [`blob:${HOME}/5e1f`, 'HTMLScriptElement src'],
    ['blob:https://evil.example/5e1f', 'Worker constructor'],
    ['data:text/javascript,alert(1)', 'HTMLScriptElement src'],
    ['javascript:alert(1)', 'HTMLScriptElement src'],
  ])('keeps %s out of %s', (url, sink) => {
    expect(isAllowedScriptUrl(url, sink, HOME)).toBe(false);
  });
});
