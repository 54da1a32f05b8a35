import { maskedNumber } from '../codes/phone.ts';
import { type SignInRecord, type SignUpRecord, type Verification } from '../state/records.ts';
import { type Json } from './json.ts';
import { toVerificationView } from './verification-view.ts';

/** What an attempt that ended well led to. */
export interface Completion {
  sessionId: string;
  userId: string;
}

/** A sign-in attempt as clerk-js reads it. */
export function toSignInView(signIn: SignInRecord, completion?: Completion): Json {
  return {
    object: 'sign_in_attempt',
    id: signIn.id,
    status: completion ? 'complete' : signIn.identifier === null ? 'needs_identifier' : 'needs_first_factor',
    supported_identifiers: ['phone_number'],
    identifier: signIn.identifier,
    supported_first_factors:
      signIn.identifier === null ? [] : [toPhoneFactorView(signIn.phoneNumberId, signIn.identifier, true)],
    supported_second_factors: null,
    first_factor_verification: signIn.verification && toVerificationView(signIn.verification),
    second_factor_verification: null,
    user_data: { first_name: null, last_name: null, image_url: null, has_image: false },
    created_session_id: completion?.sessionId ?? null,
    abandon_at: signIn.abandonAt,
  };
}

/** A sign-up attempt as clerk-js reads it. */
export function toSignUpView(signUp: SignUpRecord, completion?: Completion): Json {
  const isVerified = signUp.verification?.status === 'verified';
  return {
    object: 'sign_up_attempt',
    id: signUp.id,
    status: completion ? 'complete' : 'missing_requirements',
    required_fields: ['phone_number'],
    optional_fields: ['first_name', 'last_name'],
    missing_fields: signUp.phoneNumber === null ? ['phone_number'] : [],
    unverified_fields: signUp.phoneNumber === null || isVerified ? [] : ['phone_number'],
    phone_number: signUp.phoneNumber,
    verifications: {
      phone_number: signUp.phoneNumber === null ? null : toSignUpVerificationView(signUp.verification),
      email_address: null,
      web3_wallet: null,
      external_account: null,
    },
    username: null,
    email_address: null,
    web3_wallet: null,
    first_name: signUp.firstName,
    last_name: signUp.lastName,
    has_password: false,
    password_enabled: false,
    unsafe_metadata: signUp.unsafeMetadata,
    public_metadata: {},
    created_session_id: completion?.sessionId ?? null,
    created_user_id: completion?.userId ?? null,
    abandon_at: signUp.abandonAt,
    legal_accepted_at: null,
    external_id: null,
    custom_action: false,
    locale: signUp.locale,
  };
}

/** A number as a way to prove who one is. */
export function toPhoneFactorView(
  phoneNumberId: string | null,
  phoneNumber: string,
  isPrimary: boolean,
): Json {
  return {
    strategy: 'phone_code',
    safe_identifier: maskedNumber(phoneNumber),
    phone_number_id: phoneNumberId,
    primary: isPrimary,
    default: isPrimary,
    channel: 'sms',
  };
}

function toSignUpVerificationView(verification: Verification | null): Json {
  if (verification === null) {
    return {
      object: 'verification_otp',
      status: 'unverified',
      strategy: 'phone_code',
      attempts: null,
      expire_at: null,
      next_action: 'needs_prepare',
      supported_strategies: ['phone_code'],
    };
  }
  const next = {
    unverified: 'needs_attempt',
    verified: '',
    transferable: '',
    failed: 'needs_prepare',
    expired: 'needs_prepare',
  };
  return {
    ...toVerificationView(verification),
    next_action: next[verification.status],
    supported_strategies: ['phone_code'],
  };
}
