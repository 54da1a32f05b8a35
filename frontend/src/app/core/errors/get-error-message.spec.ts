import { TestBed } from '@angular/core/testing';
import { apiFailureOf } from '../api/api-failure.js';
import { ClerkFailure } from '../auth/clerk-failure.js';
import { Translator } from '../i18n/translator.js';
import { getErrorMessage } from './get-error-message.js';

const REQUEST_ID = '6f1c1f34-6f0e-4a55-9d0b-0f3c5a1d2e4b';
const problem = (code: string): object => ({ code, requestId: REQUEST_ID });

let translator: Translator;
const messageOf = (error: unknown): string => getErrorMessage(error, translator);

beforeEach(async () => {
  localStorage.clear();
  translator = TestBed.inject(Translator);
  await translator.learn('failures');
});

describe(getErrorMessage.name, () => {
  it.each([
    ['en', `tell support this reference: ${REQUEST_ID}`],
    ['hi', `सहायता टीम को यह रेफ़रेंस नंबर बताएँ: ${REQUEST_ID}`],
  ] as const)('ends with the request of an unexpected failure (%s)', async (language, end) => {
    await translator.speak(language);
    for (const code of ['internal', 'shop.of_a_newer_api']) {
      expect(messageOf(apiFailureOf(500, problem(code), null)).endsWith(end)).toBe(true);
    }
  });

  it('names no request where the owner knows what to do', () => {
    expect(messageOf(apiFailureOf(429, problem('request.rate_limited'), '7'))).toBe(
      'That was too often. Please wait 7 seconds, then try again.',
    );
    expect(messageOf(apiFailureOf(429, problem('shop.of_a_newer_api'), '7'))).toContain('too often');
  });

  it.each([
    ['an answer that is no problem document', apiFailureOf(500, null, null)],
    ['an id that is no text', apiFailureOf(500, { code: 'shop.other', requestId: 7 }, null)],
    ['an error of the portal', new TypeError('x is undefined')],
  ])('says what it can of %s', (_case, error) => {
    expect(messageOf(error)).toBe('Something went wrong on our side. Please try again in a minute.');
  });

  it('leaves no gap where an API that fails tells no id', () => {
    expect(messageOf(apiFailureOf(500, { code: 'internal' }, null))).toMatch(/reference: –$/);
  });

  it('speaks of Clerk as of Clerk', () => {
    expect(messageOf(new ClerkFailure('unknown'))).toBe('That did not work. Please try again.');
  });
});
