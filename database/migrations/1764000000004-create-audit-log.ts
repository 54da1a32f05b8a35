import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { AUDIT_LOG_POLICIES } from '../row-level-security/audit-log.ts';

/** Who did what to whom. Append-only for the API; no actor means the system itself. */
export class CreateAuditLog1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(String.raw`
      CREATE TABLE public.audit_log (
        id uuid DEFAULT public.new_id() CONSTRAINT audit_log_pkey PRIMARY KEY,
        actor_id uuid CONSTRAINT audit_log_actor_id_fkey REFERENCES public.users (id),
        subject_id uuid CONSTRAINT audit_log_subject_id_fkey REFERENCES public.users (id),
        action text NOT NULL
          CONSTRAINT audit_log_action_check CHECK (action ~ '^[a-z_]{1,40}\.[a-z_]{1,40}$'),
        details jsonb NOT NULL DEFAULT '{}'
          CONSTRAINT audit_log_details_check CHECK (jsonb_typeof(details) = 'object'),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX audit_log_actor_id_idx ON public.audit_log (actor_id, created_at);
      CREATE INDEX audit_log_subject_id_idx ON public.audit_log (subject_id, created_at);
      ${AUDIT_LOG_POLICIES}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE public.audit_log');
  }
}
