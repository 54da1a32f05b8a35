import { type PhoneNumberRecord, type UserRecord } from '../state/records.ts';
import { type Json } from './json.ts';
import { toVerificationView } from './verification-view.ts';

/** A phone number as both APIs write it. */
export function toPhoneNumberView(phone: PhoneNumberRecord): Json {
  return {
    object: 'phone_number',
    id: phone.id,
    phone_number: phone.phoneNumber,
    reserved: false,
    reserved_for_second_factor: false,
    default_second_factor: false,
    verification: phoneVerificationView(phone),
    linked_to: [],
    backup_codes: null,
    created_at: phone.createdAt,
    updated_at: phone.updatedAt,
  };
}

function phoneVerificationView({ verifiedBy, verification }: PhoneNumberRecord): Json | null {
  if (verifiedBy === 'admin') {
    return {
      object: 'verification_admin',
      status: 'verified',
      strategy: 'admin',
      attempts: null,
      expire_at: null,
    };
  }
  if (verification !== null) return toVerificationView(verification);
  return (
    verifiedBy && {
      object: 'verification_otp',
      status: 'verified',
      strategy: verifiedBy,
      attempts: 1,
      expire_at: null,
    }
  );
}

/** A user as the browser sees it. */
export function toUserView(user: UserRecord): Json {
  const lockedFor = Math.max(0, Math.ceil(((user.lockedUntil ?? 0) - Date.now()) / 1000));
  return {
    object: 'user',
    id: user.id,
    external_id: user.externalId,
    username: null,
    first_name: user.firstName,
    last_name: user.lastName,
    image_url: '',
    has_image: false,
    primary_phone_number_id: user.primaryPhoneNumberId,
    primary_email_address_id: null,
    primary_web3_wallet_id: null,
    phone_numbers: user.phoneNumbers.map(toPhoneNumberView),
    email_addresses: [],
    web3_wallets: [],
    passkeys: [],
    external_accounts: [],
    saml_accounts: [],
    enterprise_accounts: [],
    organization_memberships: [],
    password_enabled: false,
    two_factor_enabled: false,
    totp_enabled: false,
    backup_code_enabled: false,
    mfa_enabled_at: null,
    mfa_disabled_at: null,
    public_metadata: user.publicMetadata,
    unsafe_metadata: user.unsafeMetadata,
    last_sign_in_at: user.lastSignInAt,
    last_active_at: user.lastActiveAt,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    banned: user.banned,
    locked: lockedFor > 0,
    lockout_expires_in_seconds: lockedFor > 0 ? lockedFor : null,
    verification_attempts_remaining: 100,
    delete_self_enabled: true,
    create_organization_enabled: false,
    legal_accepted_at: null,
    locale: user.locale,
  };
}

/** A user as the Backend API and webhooks see it. */
export function toFullUserView(user: UserRecord): Json {
  return { ...toUserView(user), private_metadata: user.privateMetadata };
}
