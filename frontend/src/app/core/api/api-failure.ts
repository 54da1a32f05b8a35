import { ERROR_STATUS, type ErrorCode, type FieldError } from '#contracts/error-codes.js';
import { type ApiSilence } from '../i18n/en/entry.js';

/** Why a call to the API came to nothing: its own code, or that it gave no answer one can read. */
export class ApiFailure extends Error {
  constructor(
    readonly code: ErrorCode | ApiSilence,
    readonly fieldErrors: readonly FieldError[] = [],
    readonly retryAfterSeconds: number | null = null,
    options?: ErrorOptions,
    /** By which support finds the request in the log; only a problem document has one. */
    readonly requestId: string | null = null,
  ) {
    super(code, options);
  }

  /** Whether the same call may succeed later: no answer, a server in trouble, or too many calls. */
  get isPassing(): boolean {
    if (this.code === 'network' || this.code === 'unexpected') return true;
    return ERROR_STATUS[this.code] >= 500 || ERROR_STATUS[this.code] === 429;
  }
}

/** Reads a refusal's problem document, or what a proxy in between put in its place. */
export function apiFailureOf(status: number, body: unknown, retryAfter: string | null): ApiFailure {
  const { code, errors, requestId } = (body ?? {}) as Record<string, unknown>;
  const id = typeof requestId === 'string' ? requestId : null;
  return new ApiFailure(
    isErrorCode(code) ? code : silenceOf(status, id),
    Array.isArray(errors) ? (errors as FieldError[]) : [],
    secondsOf(retryAfter),
    undefined,
    id,
  );
}

/** What a page may show of anything that was thrown. */
export function toApiFailure(error: unknown): ApiFailure {
  return error instanceof ApiFailure ? error : new ApiFailure('unexpected', [], null, { cause: error });
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_STATUS, code);
}

/**
 * A refusal without a code of ours: only what ends nobody's session may be read from its status alone. An API newer
 * than this portal may refuse by a code it does not know; its id is worth as much as that of any other.
 */
function silenceOf(status: number, id: string | null): ErrorCode | ApiSilence {
  if (status === 429) return 'request.rate_limited';
  if ([401, 403, 407, 502, 503, 504, 511].includes(status)) return 'network';
  return id === null ? 'unexpected' : 'internal';
}

function secondsOf(header: string | null): number | null {
  const seconds = Number(header ?? NaN);
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null;
}
