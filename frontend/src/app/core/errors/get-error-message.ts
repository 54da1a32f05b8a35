import { type ApiFailure, toApiFailure } from '../api/api-failure.js';
import { ClerkFailure } from '../auth/clerk-failure.js';
import { type Translator } from '../i18n/translator.js';

/** What a person should read when something failed: what happened and what to do about it. */
export function getErrorMessage(error: unknown, translator: Translator): string {
  if (error instanceof ClerkFailure) {
    return translator.t(`clerk.${error.code}`, { wait: translator.wait(error.retryAfterSeconds) });
  }
  const failure: ApiFailure = toApiFailure(error);
  return translator.t(`api.${failure.code}`, { wait: translator.wait(failure.retryAfterSeconds) });
}
