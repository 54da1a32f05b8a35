/** What Clerk answers when it refuses: code, status and texts, as its published API says. */
const REFUSALS = {
  form_identifier_not_found: [422, "Couldn't find your account.", "Couldn't find your account."],
  form_identifier_exists: [422, 'already exists', 'That phone number is taken. Please try another.'],
  form_param_format_invalid: [
    422,
    'is invalid',
    'Phone number must be a valid phone number according to E.164 international standard.',
  ],
  form_param_missing: [422, 'is missing', 'A required parameter must be included.'],
  form_param_value_invalid: [422, 'is invalid', 'The value is not among the allowed ones.'],
  form_code_incorrect: [422, 'is incorrect', 'Incorrect code'],
  verification_expired: [400, 'expired', 'This verification has expired. You must create a new one.'],
  verification_failed: [
    400,
    'failed',
    'Too many failed attempts. You have to try again with the same or another method.',
  ],
  verification_missing: [
    400,
    'is missing',
    'This strategy requires verification preparation before attempting to validate it.',
  ],
  verification_already_verified: [400, 'already verified', 'This verification has already been verified.'],
  verification_code_too_many_requests: [
    429,
    'Too many verification code requests',
    'Too many verification code requests. Please wait before asking for another code.',
  ],
  too_many_requests: [429, 'Too many requests', 'Too many requests, retry later'],
  form_verification_needed: [
    422,
    'is unverified',
    'This identification needs to be verified before you can perform this action.',
  ],
  form_param_unknown: [422, 'is unknown', 'This is not a valid parameter for this request.'],
  identification_deletion_failed: [400, 'Deletion failed', 'You cannot delete your last identification.'],
  session_reverification_required: [
    403,
    'Reverification required',
    'You need to provide additional verification to perform this operation',
  ],
  session_reverification_missing: [
    400,
    'is missing',
    'You need to start a new session verification flow first',
  ],
  session_exists: [400, 'Session already exists', "You're already signed in."],
  resource_not_found: [404, 'not found', 'The resource was not found.'],
  resource_forbidden: [403, 'forbidden', 'Update operations are not allowed on older sign ins'],
  signed_out: [401, 'Signed out', 'You are signed out: you need to supply an active session.'],
  dev_browser_unauthenticated: [
    401,
    'Browser unauthenticated',
    'Unable to authenticate this browser for your development instance.',
  ],
  user_banned: [403, 'User banned', 'This account has been banned.'],
  user_locked: [403, 'User locked', 'This account is locked. Try again later.'],
  unsupported_country_code: [
    403,
    'Unsupported country code',
    'Phone numbers from this country are currently not supported.',
  ],
  origin_invalid: [400, 'Invalid HTTP Origin header', 'This origin is not allowed for this instance.'],
  sign_up_if_missing_transfer: [404, 'user not found', 'user not found, transfer to sign up'],
  authorization_header_format_invalid: [
    401,
    'Invalid Authorization header format',
    'Invalid Authorization header format. Must be "Bearer <YOUR_API_KEY>"',
  ],
  clerk_key_invalid: [
    401,
    'The provided Clerk Secret Key is invalid',
    'The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct.',
  ],
  internal_clerk_error: [500, 'Internal error', 'There was an internal error on our servers.'],
} as const satisfies Record<string, readonly [number, string, string]>;

export type RefusalCode = keyof typeof REFUSALS;

export interface RefusalDetails {
  /** The form field the refusal is about. */
  param?: string;
  longMessage?: string;
  /** Seconds until it is worth trying again. */
  retryAfter?: number;
  meta?: Record<string, unknown>;
}

/** A refusal as Clerk words it. Throwing one answers the request. */
export class ClerkRefusal extends Error {
  readonly code: RefusalCode;
  readonly status: number;
  readonly longMessage: string;
  readonly retryAfter: number | undefined;
  readonly meta: Record<string, unknown>;

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    const [status, message, longMessage] = REFUSALS[code];
    super(message);
    this.code = code;
    this.status = status;
    this.longMessage = details.longMessage ?? longMessage;
    this.retryAfter = details.retryAfter;
    this.meta = { ...(details.param ? { param_name: details.param } : {}), ...details.meta };
  }
}

/** Refuses an id that is unknown or belongs to someone else; both look the same. */
export function notFound(kind: string, id: string): ClerkRefusal {
  return new ClerkRefusal('resource_not_found', { longMessage: `No ${kind} was found with id ${id}` });
}
