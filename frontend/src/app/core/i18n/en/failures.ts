import { type ErrorCode } from '#contracts/error-codes.js';
import { type ClerkErrorCode } from '../../auth/clerk-error-codes.js';
import { type ApiSilence, type entry } from './entry.js';

type EntryTexts = typeof entry;

/**
 * What is said when something fails, in English. It comes after the first page is shown, because nothing can fail
 * before; entry.ts has what must be said without a connection. The `satisfies` clauses make the compiler ask for a
 * sentence as soon as the contract gains a code.
 */
export const failures = {
  api: {
    'request.malformed': 'Something went wrong on our side. Please reload the page and try again.',
    'request.invalid': 'Some of what you typed was not accepted. Please check it.',
    'phone.invalid': 'This is not an Indian mobile number. Please use another one.',
    'auth.unauthorized': 'Your sign-in could not be confirmed. Please sign in again.',
    'auth.identity_mismatch':
      'The number and the sign-in do not belong together. Please start again with your number.',
    'auth.phone_unverified': 'This number is not confirmed yet. Please ask for a new code.',
    'auth.reverification_needed': 'For your safety, please confirm with a new code first.',
    'user.blocked': 'This account is blocked. Please contact BharatPrint support.',
    'user.parked':
      'This number belonged to an older account that is closed for now. Please contact BharatPrint support.',
    'request.conflict': 'This was changed somewhere else in the meantime. Please reload the page.',
    'request.unsupported_media_type':
      'Something went wrong on our side. Please reload the page and try again.',
    'request.rate_limited': 'That was too often. Please wait {{wait}}, then try again.',
    internal:
      'Something went wrong on our side. Please try again in a minute. If it goes on, tell support this reference: {{reference}}',
    'auth.keys_unavailable': 'The sign-in service is not answering us. Please try again in a minute.',
    'auth.clerk_unavailable': 'The sign-in service is not answering us. Please try again in a minute.',
    'database.unavailable': 'Our server is busy just now. Nothing is lost; please try again in a minute.',
    'server.stopping': 'Our server is being renewed. Nothing is lost; please try again in a moment.',
    'webhook.signature_invalid': 'Something went wrong on our side. Please try again in a minute.',
    'access.forbidden': 'You may not do this.',
    'request.not_found': 'This does not exist any more.',
    'user.own_account': 'You cannot do this to your own account.',
    'user.not_parked': 'This account is in use, so there is nothing to restore.',
    'user.phone_taken': 'Another account uses this number now.',
    'user.erased': 'This account has been erased.',
    'referral.not_held': 'This referral was decided already.',
    'referral.not_rewarded': 'This referral has no reward to take back.',
    'referral.own_code': 'This is your own code. Please type the code of the shop that invited you.',
    'referral.too_late': 'A code works in the first 7 days after signing up only.',
    'referral.code_unknown': 'There is no such code. Please compare it with the one you were sent.',
    'referral.already_redeemed': 'You have used a code already. One is all there is per shop.',
    'quota.given_back': 'This upload was given back already.',
    'quota.exceeded': 'All uploads of this month are used.',
    'request.too_large': 'This is too long to be stored.',
    'webhook.not_configured': 'Something went wrong on our side. Please try again in a minute.',
  } satisfies Record<Exclude<ErrorCode | ApiSilence, keyof EntryTexts['api']>, string>,
  clerk: {
    form_identifier_not_found: 'There is no account with this number yet. Please create one.',
    form_identifier_exists: 'There is an account with this number already. Please sign in.',
    form_param_format_invalid: 'This number was not accepted. Please check the digits.',
    form_param_missing: 'Something was missing. Please type it again.',
    form_code_incorrect: 'That code is not right. Check the newest SMS and type it again.',
    verification_expired: 'This code is too old. Ask for a new one.',
    verification_failed: 'No tries are left for this code. Ask for a new one.',
    verification_missing: 'There is no code for this number any more. Ask for a new one.',
    verification_not_sent: 'The code was not sent. Ask for a new one.',
    verification_already_verified: 'This code was used already. Ask for a new one.',
    verification_code_too_many_requests: 'A code was sent a moment ago. You can ask for another in {{wait}}.',
    too_many_requests: 'Too many tries. Please wait {{wait}}, then try again.',
    session_exists: 'You are signed in already with another number. Please try again.',
    identifier_already_signed_in: 'You are signed in already. Please try again.',
    resource_not_found: 'This sign-in is no longer open. Ask for a new code.',
    resource_forbidden: 'A newer sign-in was started, perhaps in another tab. Ask for a new code.',
    signed_out: 'Your sign-in has ended. Please start again with your number.',
    authentication_invalid: 'Your sign-in has ended. Please start again with your number.',
    dev_browser_unauthenticated:
      'The sign-in service did not recognise this browser. Reload the page and try again.',
    user_banned: 'This account is blocked. Please contact BharatPrint support.',
    user_locked: 'This account is locked for now after too many tries. Please try again later.',
    unsupported_country_code:
      'SMS to Indian numbers is switched off at the moment. Please contact BharatPrint support.',
    origin_invalid: 'Signing in is not allowed from this address. Please contact BharatPrint support.',
    captcha_invalid: 'The check against robots failed. Reload the page and try again.',
    captcha_missing_token: 'The check against robots did not load. Reload the page, or try another browser.',
    sign_up_if_missing_transfer: 'The account could not be created. Please try again.',
    dev_monthly_sms_limit_exceeded: 'No more SMS can be sent this month. Please contact BharatPrint support.',
    out_of_order: 'The sign-in service is not working just now. Please try again in a minute.',
    attempt_lost: 'This code can no longer be used here. Ask for a new one.',
    more_steps_needed: 'This account asks for more than a code. Please contact BharatPrint support.',
    session_reverification_required: 'For your safety, please confirm with a new code first.',
  } satisfies Record<Exclude<ClerkErrorCode, keyof EntryTexts['clerk']>, string>,
};
