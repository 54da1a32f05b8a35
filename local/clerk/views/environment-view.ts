import { type Json } from './json.ts';

const noCaptcha = {
  captcha_public_key: null,
  captcha_public_key_invisible: null,
  captcha_widget_type: null,
  captcha_provider: null,
  captcha_oauth_bypass: [],
  captcha_heartbeat: false,
};

/** The instance's settings: one phone number, one code, one session; no captcha, which would need the internet. */
export function toEnvironmentView(): Json {
  return {
    object: 'environment',
    id: 'env_local',
    maintenance_mode: false,
    client_debug_mode: false,
    partitioned_cookies: false,
    auth_config: {
      object: 'auth_config',
      id: 'aac_local',
      single_session_mode: true,
      phone_number: 'required',
      identification_strategies: ['phone_number'],
      first_factors: ['phone_code'],
      second_factors: [],
      test_mode: true,
      claimed_at: null,
      reverification: true,
      session_minter: false,
    },
    display_config: {
      object: 'display_config',
      id: 'dc_local',
      instance_environment_type: 'development',
      application_name: 'BharatPrint',
      theme: {},
      preferred_sign_in_strategy: 'otp',
      home_url: '',
      sign_in_url: '',
      sign_up_url: '',
      after_sign_in_url: '',
      after_sign_up_url: '',
      branded: false,
      show_devmode_warning: false,
      ...noCaptcha,
    },
    user_settings: userSettings(),
    organization_settings: {
      enabled: false,
      max_allowed_memberships: 0,
      actions: { admin_delete: false },
      domains: { enabled: false, enrollment_modes: [], default_role: null },
    },
  };
}

function userSettings(): Json {
  return {
    attributes: {
      phone_number: {
        enabled: true,
        required: true,
        used_for_first_factor: true,
        first_factors: ['phone_code'],
        used_for_second_factor: false,
        second_factors: [],
        verifications: ['phone_code'],
        verify_at_sign_up: true,
        channels: ['sms'],
      },
    },
    social: {},
    sign_in: { second_factor: { required: false, enabled: false } },
    sign_up: {
      captcha_enabled: false,
      captcha_widget_type: null,
      progressive: true,
      mode: 'public',
      legal_consent_enabled: false,
    },
    actions: { delete_self: true, create_organization: false },
    attack_protection: { enumeration_protection: { enabled: false } },
  };
}
