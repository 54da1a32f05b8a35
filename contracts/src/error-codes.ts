/**
 * Every refusal the API can answer with, and its HTTP status. The code is what the portal translates, so a new
 * code here asks the portal for a sentence in every language at compile time. Never remove or rename one:
 * installed portals still know it.
 */
export const ERROR_STATUS = {
  'request.malformed': 400,
  'request.invalid': 400,
  'phone.invalid': 400,
  'webhook.signature_invalid': 400,
  'referral.own_code': 400,
  'auth.unauthorized': 401,
  'auth.identity_mismatch': 403,
  'auth.phone_unverified': 403,
  'auth.reverification_needed': 403,
  'access.forbidden': 403,
  'user.blocked': 403,
  'user.parked': 403,
  'referral.too_late': 403,
  'request.not_found': 404,
  'referral.code_unknown': 404,
  'request.conflict': 409,
  'user.own_account': 409,
  'user.not_parked': 409,
  'user.phone_taken': 409,
  'user.erased': 409,
  'referral.not_held': 409,
  'referral.not_rewarded': 409,
  'referral.already_redeemed': 409,
  'quota.given_back': 409,
  'request.too_large': 413,
  'request.unsupported_media_type': 415,
  'request.rate_limited': 429,
  'quota.exceeded': 429,
  internal: 500,
  'auth.keys_unavailable': 503,
  'auth.clerk_unavailable': 503,
  'database.unavailable': 503,
  'webhook.not_configured': 503,
  'server.stopping': 503,
} as const;

/** `feature.reason`, the machine-readable name of a refusal. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** Why one field of a request was refused. */
export const FIELD_ERROR_CODES = [
  'required',
  'unknown',
  'wrong_type',
  'too_short',
  'too_long',
  'control_character',
  'invalid',
] as const;

export type FieldErrorCode = (typeof FIELD_ERROR_CODES)[number];

export interface FieldError {
  /** The field's name as the request wrote it, camelCase. */
  field: string;
  code: FieldErrorCode;
}

/** The one error shape of the API: RFC 9457 `application/problem+json`. */
export interface Problem {
  /** A URI that names the kind of problem, `urn:bharatprint:error:<code>`. */
  type: string;
  /** A short English sentence for developers; people see the portal's own words for `code`. */
  title: string;
  status: number;
  code: ErrorCode;
  /** The same value as the answer's `X-Request-Id`. */
  requestId: string;
  errors?: FieldError[];
  /** With `quota.exceeded`: when uploads are open again, ISO 8601 in UTC. */
  opensAt?: string;
}
