import { type ErrorCode, type Problem } from '#contracts/error-codes.js';
import { type AppError } from './app-error.js';

export const PROBLEM_CONTENT_TYPE = 'application/problem+json; charset=utf-8';

const TITLES: Record<ErrorCode, string> = {
  'request.malformed': 'The request cannot be read.',
  'request.invalid': 'Some fields of the request are missing or wrong.',
  'phone.invalid': 'This is no Indian mobile number.',
  'webhook.signature_invalid': 'The signature is wrong, or older than five minutes.',
  'auth.unauthorized': 'A valid token is needed.',
  'auth.identity_mismatch': 'The phone number or user is not the signed-in one.',
  'auth.phone_unverified': 'The phone number is not verified.',
  'auth.reverification_needed': 'A Clerk session token with a code typed in the last 10 minutes is needed.',
  'access.forbidden': 'This is not allowed.',
  'user.blocked': 'This account is blocked.',
  'user.parked': 'This account gave its phone number up.',
  'request.not_found': 'There is nothing here.',
  'request.conflict': 'The request conflicts with the present state.',
  'user.own_account': 'Nobody may do this to the own account.',
  'user.not_parked': 'This account is not parked.',
  'user.phone_taken': 'Another account has this phone number now.',
  'user.erased': 'This account is erased.',
  'referral.own_code': 'This is the own code of the caller.',
  'referral.too_late': 'A code can be redeemed in the first seven days only.',
  'referral.code_unknown': 'There is no such code.',
  'referral.not_held': 'This referral is not held.',
  'referral.not_rewarded': 'This referral was not rewarded, or its reward is taken back.',
  'referral.already_redeemed': 'The caller has redeemed a code before.',
  'quota.given_back': 'This upload is given back.',
  'quota.exceeded': "This month's uploads are used up.",
  'request.too_large': 'The request is larger than 64 KiB.',
  'request.unsupported_media_type': 'The request must be JSON.',
  'request.rate_limited': 'Too many requests.',
  internal: 'Something went wrong on our side.',
  'auth.keys_unavailable': 'The signing keys cannot be fetched at present.',
  'auth.clerk_unavailable': 'The sign-in service does not answer at present.',
  'database.unavailable': 'The database does not answer at present.',
  'webhook.not_configured': 'This server has no secret to check webhooks with.',
  'server.stopping': 'This server is stopping.',
};

/** The RFC 9457 body of a refusal: the code and a fixed sentence, never what the error itself says. */
export function toProblem(error: AppError, requestId: string): Problem {
  return {
    type: `urn:bharatprint:error:${error.code}`,
    title: TITLES[error.code],
    status: error.status,
    code: error.code,
    requestId,
    ...(error.errors && { errors: error.errors }),
    ...(error.opensAt && { opensAt: error.opensAt }),
  };
}
