import { type ClerkErrorCode, isClerkErrorCode } from './clerk-error-codes.js';

/** Why Clerk did not do what was asked, in a code the portal has a sentence for. */
export class ClerkFailure extends Error {
  constructor(
    readonly code: ClerkErrorCode,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(code);
  }
}

/** Reads whatever clerk-js threw; its class names are minified, so only the shape tells. */
export function toClerkFailure(error: unknown): ClerkFailure {
  if (error instanceof ClerkFailure) return error;
  const { errors, status, retryAfter } = (error ?? {}) as Record<string, unknown>;
  if (!Array.isArray(errors)) return new ClerkFailure(navigator.onLine ? 'unreachable' : 'offline');

  const code: unknown = (errors[0] as { code?: unknown } | undefined)?.code;
  if (isClerkErrorCode(code))
    return new ClerkFailure(code, typeof retryAfter === 'number' ? retryAfter : null);
  return new ClerkFailure(typeof status === 'number' && status >= 500 ? 'out_of_order' : 'unknown');
}

/**
 * Waits for Clerk, but not for ever: on poor networks its calls have been seen to hang for minutes. Offline, clerk-js
 * makes answers up instead of failing; none of them is believed.
 * @throws ClerkFailure
 */
export async function withPatience<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ClerkFailure(navigator.onLine ? 'unreachable' : 'offline'));
    }, milliseconds);
  });
  try {
    const answered = await Promise.race([answer, tooLate]);
    if (!navigator.onLine) throw new ClerkFailure('offline');
    return answered;
  } catch (error) {
    throw toClerkFailure(error);
  } finally {
    clearTimeout(timer);
  }
}
