import { type ApiFailure, toApiFailure } from '../api/api-failure.js';
import { ClerkFailure } from '../auth/clerk-failure.js';
import { type Translator } from '../i18n/translator.js';

/** What a person should read when something failed: what happened and what to do about it. */
export function getErrorMessage(error: unknown, translator: Translator): string {
  const failure = error instanceof ClerkFailure ? error : toApiFailure(error);
  const [key, inGeneral] =
    failure instanceof ClerkFailure
      ? ([`clerk.${failure.code}`, 'clerk.unknown'] as const)
      : ([`api.${failure.code}`, 'api.unexpected'] as const);
  // The sentences of failures come after the first page.
  return translator.t(translator.knows(key) ? key : inGeneral, {
    wait: translator.wait(failure.retryAfterSeconds),
    reference: (failure as Partial<ApiFailure>).requestId ?? '–',
  });
}
