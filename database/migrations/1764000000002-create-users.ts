import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { USERS_POLICIES } from '../row-level-security/users.ts';

/** One row per print shop. */
export class CreateUsers1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION public.upload_month() RETURNS date
        LANGUAGE sql STABLE
        AS $$ SELECT date_trunc('month', now() AT TIME ZONE 'Asia/Kolkata')::date $$;
      COMMENT ON FUNCTION public.upload_month() IS
        'First day of the present month in India: the month uploads are counted for';
      GRANT EXECUTE ON FUNCTION public.upload_month() TO bharatprint_api, bharatprint_sign_in;

      CREATE TABLE public.users (
        id uuid DEFAULT public.new_id() CONSTRAINT users_pkey PRIMARY KEY,
        phone_number text CONSTRAINT users_phone_number_key UNIQUE,
        clerk_user_id text CONSTRAINT users_clerk_user_id_key UNIQUE,
        owner_name text,
        phone_verified boolean NOT NULL DEFAULT false,
        shop_name text,
        city text,
        state text,
        pincode text,
        referral_code text NOT NULL CONSTRAINT users_referral_code_key UNIQUE,
        subscription_status text NOT NULL DEFAULT 'free',
        documents_uploaded integer NOT NULL DEFAULT 0,
        monthly_upload_limit integer NOT NULL DEFAULT 20,
        uploads_used_this_month integer NOT NULL DEFAULT 0,
        uploads_month date NOT NULL DEFAULT public.upload_month(),
        language text NOT NULL DEFAULT 'en',
        role text NOT NULL DEFAULT 'owner',
        token_generation integer NOT NULL DEFAULT 0,
        last_login timestamptz,
        blocked_at timestamptz,
        parked_at timestamptz,
        erase_after timestamptz,
        erased_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        ${CHECKS.join(',\n        ')}
      )
      -- Every sign-in writes last_login: room on the page keeps that from touching the indexes.
      WITH (fillfactor = 85);

      CREATE TRIGGER users_touch_updated_at BEFORE UPDATE ON public.users
        FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();
      ${USERS_POLICIES}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE public.users; DROP FUNCTION public.upload_month();');
  }
}

const STATES = [
  'Andhra Pradesh',
  'Arunachal Pradesh',
  'Assam',
  'Bihar',
  'Chhattisgarh',
  'Goa',
  'Gujarat',
  'Haryana',
  'Himachal Pradesh',
  'Jharkhand',
  'Karnataka',
  'Kerala',
  'Madhya Pradesh',
  'Maharashtra',
  'Manipur',
  'Meghalaya',
  'Mizoram',
  'Nagaland',
  'Odisha',
  'Punjab',
  'Rajasthan',
  'Sikkim',
  'Tamil Nadu',
  'Telangana',
  'Tripura',
  'Uttar Pradesh',
  'Uttarakhand',
  'West Bengal',
  'Andaman and Nicobar Islands',
  'Chandigarh',
  'Dadra and Nagar Haveli and Daman and Diu',
  'Delhi',
  'Jammu and Kashmir',
  'Ladakh',
  'Lakshadweep',
  'Puducherry',
];

const CHECKS = [
  check('phone_number', String.raw`phone_number ~ '^\+91[6-9][0-9]{9}$'`),
  check('clerk_user_id', `clerk_user_id ~ '^[A-Za-z0-9_-]{1,255}$'`),
  check('owner_name', isPlainText('owner_name', 100)),
  check('shop_name', isPlainText('shop_name', 120)),
  check('city', isPlainText('city', 80)),
  check('state', `state IN (${STATES.map((state) => `'${state}'`).join(', ')})`),
  check('pincode', `pincode ~ '^[1-9][0-9]{5}$'`),
  check('referral_code', `referral_code ~ '^BP-[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{9}$'`),
  check('subscription_status', `subscription_status IN ('free', 'premium')`),
  check('documents_uploaded', 'documents_uploaded >= 0'),
  check('monthly_upload_limit', 'monthly_upload_limit >= 0'),
  check('uploads_used_this_month', 'uploads_used_this_month >= 0'),
  check('uploads_month', 'extract(day FROM uploads_month) = 1'),
  check('language', `language IN ('en', 'hi')`),
  check('role', `role IN ('owner', 'admin')`),
  check('token_generation', 'token_generation >= 0'),
  // A number is missing exactly when it was moved to the history or wiped out.
  check(
    'phone_number_parked_at_erased_at',
    '(phone_number IS NULL) = (parked_at IS NOT NULL OR erased_at IS NOT NULL)',
  ),
  check('erased_at', 'erased_at IS NULL OR (clerk_user_id IS NULL AND owner_name IS NULL)'),
];

function check(columns: string, condition: string): string {
  return `CONSTRAINT users_${columns}_check CHECK (${condition})`;
}

/** Trimmed, composed, without control characters, 1 to `limit` characters. */
function isPlainText(column: string, limit: number): string {
  return [
    `char_length(${column}) BETWEEN 1 AND ${limit}`,
    `${column} = btrim(${column})`,
    `${column} IS NFC NORMALIZED`,
    String.raw`${column} !~ '[\u0001-\u001f\u007f-\u009f]'`,
  ].join(' AND ');
}
