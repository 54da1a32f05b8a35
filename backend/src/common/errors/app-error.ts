import { ERROR_STATUS, type ErrorCode, type FieldError } from '#contracts/error-codes.js';

interface AppErrorOptions {
  cause?: unknown;
  /** Which fields of the request are wrong; shown to the caller. */
  errors?: FieldError[];
  /** Seconds until trying again makes sense; sent as `Retry-After`. */
  retryAfter?: number;
  /** When what is refused now is open again, ISO 8601 in UTC; shown to the caller. */
  opensAt?: string;
  /** Why, for the log only: the caller must not learn which of our checks refused. */
  reason?: string;
  /** Whom it concerns, for the log only. */
  clerkUserId?: string;
}

/** The one way to refuse a request: a code of the shared table, which gives the status. */
export class AppError extends Error {
  readonly status: number;
  readonly errors: FieldError[] | undefined;
  readonly retryAfter: number | undefined;
  readonly opensAt: string | undefined;
  readonly reason: string | undefined;
  readonly clerkUserId: string | undefined;

  constructor(
    readonly code: ErrorCode,
    options: AppErrorOptions = {},
  ) {
    super(code, { cause: options.cause });
    this.name = 'AppError';
    this.status = ERROR_STATUS[code];
    this.errors = options.errors;
    this.retryAfter = options.retryAfter;
    this.opensAt = options.opensAt;
    this.reason = options.reason;
    this.clerkUserId = options.clerkUserId;
  }
}
