import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { CLERK_RECORDS_POLICIES, PHONE_DIGESTS_POLICIES } from '../row-level-security/clerk-records.ts';
import { DROP_LIFECYCLE_POLICIES, LIFECYCLE_POLICIES } from '../row-level-security/lifecycle.ts';

/** What must be remembered for the account to follow its Clerk user, and to stay erased. */
export class FollowClerk1764500000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE public.users ADD COLUMN clerk_state_at timestamptz;
      COMMENT ON COLUMN public.users.clerk_state_at IS
        'When Clerk''s user was last changed, as far as this row follows it: older news from Clerk is no news';
      CREATE INDEX users_erase_after_idx ON public.users (erase_after) WHERE erase_after IS NOT NULL;

      CREATE TABLE public.webhook_deliveries (
        svix_id text CONSTRAINT webhook_deliveries_pkey PRIMARY KEY
          CONSTRAINT webhook_deliveries_svix_id_check CHECK (char_length(svix_id) BETWEEN 1 AND 255),
        type text NOT NULL CONSTRAINT webhook_deliveries_type_check CHECK (type ~ '^[a-z_.]{1,80}$'),
        received_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX webhook_deliveries_received_at_idx ON public.webhook_deliveries (received_at);

      CREATE TABLE public.deleted_clerk_users (
        clerk_user_id text CONSTRAINT deleted_clerk_users_pkey PRIMARY KEY
          CONSTRAINT deleted_clerk_users_clerk_user_id_check CHECK (clerk_user_id ~ '^[A-Za-z0-9_-]{1,255}$'),
        created_at timestamptz NOT NULL DEFAULT now(),
        gone_at_clerk_at timestamptz,
        attempted_at timestamptz
      );
      COMMENT ON COLUMN public.deleted_clerk_users.gone_at_clerk_at IS
        'When Clerk had deleted it too; null while that is still to be asked for';
      CREATE INDEX deleted_clerk_users_attempted_at_idx ON public.deleted_clerk_users (attempted_at NULLS FIRST)
        WHERE gone_at_clerk_at IS NULL;

      CREATE TABLE public.ended_clerk_sessions (
        session_id text CONSTRAINT ended_clerk_sessions_pkey PRIMARY KEY
          CONSTRAINT ended_clerk_sessions_session_id_check CHECK (session_id ~ '^[A-Za-z0-9_-]{1,255}$'),
        ended_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ended_clerk_sessions_ended_at_idx ON public.ended_clerk_sessions (ended_at);

      CREATE TABLE public.phone_digest_key (
        id boolean DEFAULT true CONSTRAINT phone_digest_key_pkey PRIMARY KEY
          CONSTRAINT phone_digest_key_id_check CHECK (id),
        key bytea NOT NULL CONSTRAINT phone_digest_key_key_check CHECK (octet_length(key) = 32)
      );
      -- The core of Postgres has no other cryptographic source; two of these carry 244 random bits.
      INSERT INTO public.phone_digest_key (key) VALUES (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

      CREATE TABLE public.erased_phone_numbers (
        user_id uuid NOT NULL CONSTRAINT erased_phone_numbers_user_id_fkey REFERENCES public.users (id),
        digest bytea NOT NULL CONSTRAINT erased_phone_numbers_digest_check CHECK (octet_length(digest) = 32),
        CONSTRAINT erased_phone_numbers_pkey PRIMARY KEY (digest, user_id)
      );
      COMMENT ON TABLE public.erased_phone_numbers IS
        'Keyed digests of the numbers an erased account had: enough to see that a number was here, not to read it';

      ${CLERK_RECORDS_POLICIES}
      ${PHONE_DIGESTS_POLICIES}
      ${LIFECYCLE_POLICIES}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${DROP_LIFECYCLE_POLICIES}
      DROP TABLE public.erased_phone_numbers;
      DROP TABLE public.phone_digest_key;
      DROP TABLE public.ended_clerk_sessions;
      DROP TABLE public.deleted_clerk_users;
      DROP TABLE public.webhook_deliveries;
      DROP INDEX public.users_erase_after_idx;
      ALTER TABLE public.users DROP COLUMN clerk_state_at;
    `);
  }
}
