/**
 * What Clerk's Frontend API refuses with (its documented `errors[].code`) as far as signing in with a phone number
 * and changing it can meet it, and after the blank line what this portal adds itself. Each has a sentence in every language.
 */
export const CLERK_ERROR_CODES = [
  'form_identifier_not_found',
  'form_identifier_exists',
  'form_param_format_invalid',
  'form_param_missing',
  'form_code_incorrect',
  'verification_expired',
  'verification_failed',
  'verification_missing',
  'verification_not_sent',
  'verification_already_verified',
  'verification_code_too_many_requests',
  'too_many_requests',
  'session_exists',
  'identifier_already_signed_in',
  'resource_not_found',
  'resource_forbidden',
  'signed_out',
  'authentication_invalid',
  'dev_browser_unauthenticated',
  'user_banned',
  'user_locked',
  'unsupported_country_code',
  'origin_invalid',
  'captcha_invalid',
  'captcha_missing_token',
  'sign_up_if_missing_transfer',
  'dev_monthly_sms_limit_exceeded',
  'session_reverification_required',

  'offline',
  'unreachable',
  'out_of_order',
  'script_failed',
  'attempt_lost',
  'more_steps_needed',
  'unknown',
] as const;

export type ClerkErrorCode = (typeof CLERK_ERROR_CODES)[number];

const KNOWN: ReadonlySet<string> = new Set(CLERK_ERROR_CODES);

/** Whether a code Clerk answered with is one the portal has a sentence for. */
export function isClerkErrorCode(code: unknown): code is ClerkErrorCode {
  return typeof code === 'string' && KNOWN.has(code);
}
