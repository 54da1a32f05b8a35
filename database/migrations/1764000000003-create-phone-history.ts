import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { PHONE_HISTORY_POLICIES } from '../row-level-security/phone-history.ts';

/** The numbers accounts once had: kept for support and against referring oneself. */
export class CreatePhoneHistory1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(String.raw`
      CREATE TABLE public.phone_history (
        id uuid DEFAULT public.new_id() CONSTRAINT phone_history_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT phone_history_user_id_fkey REFERENCES public.users (id),
        phone_number text NOT NULL
          CONSTRAINT phone_history_phone_number_check CHECK (phone_number ~ '^\+91[6-9][0-9]{9}$'),
        clerk_user_id text
          CONSTRAINT phone_history_clerk_user_id_check CHECK (clerk_user_id ~ '^[A-Za-z0-9_-]{1,255}$'),
        reason text NOT NULL
          CONSTRAINT phone_history_reason_check CHECK (reason IN ('changed', 'taken', 'reissued')),
        released_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON COLUMN public.phone_history.reason IS
        'changed: the owner moved to another number; taken: another account''s owner now has it; reissued: a new owner came after 90 quiet days';
      CREATE INDEX phone_history_user_id_idx ON public.phone_history (user_id);
      CREATE INDEX phone_history_phone_number_idx ON public.phone_history (phone_number);
      ${PHONE_HISTORY_POLICIES}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE public.phone_history');
  }
}
