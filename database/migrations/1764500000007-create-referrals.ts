import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { REFERRALS_POLICIES, UPLOAD_GRANTS_POLICIES } from '../row-level-security/referrals.ts';

/** Who invited whom, and what it earned. */
export class CreateReferrals1764500000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE public.referrals (
        id uuid DEFAULT public.new_id() CONSTRAINT referrals_pkey PRIMARY KEY,
        referrer_id uuid NOT NULL CONSTRAINT referrals_referrer_id_fkey REFERENCES public.users (id),
        referee_id uuid NOT NULL CONSTRAINT referrals_referee_id_fkey REFERENCES public.users (id)
          CONSTRAINT referrals_referee_id_key UNIQUE,
        status text NOT NULL DEFAULT 'joined'
          CONSTRAINT referrals_status_check CHECK (status IN ('joined', 'activated', 'rewarded', 'held', 'rejected')),
        held_reason text
          CONSTRAINT referrals_held_reason_check CHECK (held_reason IN ('same_phone', 'same_shop')),
        joined_at timestamptz NOT NULL DEFAULT now(),
        activated_at timestamptz,
        rewarded_at timestamptz,
        decided_at timestamptz,
        decided_by uuid CONSTRAINT referrals_decided_by_fkey REFERENCES public.users (id),
        decision_reason text
          CONSTRAINT referrals_decision_reason_check CHECK (char_length(decision_reason) BETWEEN 1 AND 500),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT referrals_referrer_id_referee_id_check CHECK (referrer_id <> referee_id),
        CONSTRAINT referrals_status_held_reason_check CHECK (status <> 'held' OR held_reason IS NOT NULL),
        CONSTRAINT referrals_status_activated_at_check CHECK (
          (activated_at IS NOT NULL OR status NOT IN ('activated', 'rewarded'))
          AND (rewarded_at IS NOT NULL OR status <> 'rewarded')),
        CONSTRAINT referrals_decided_at_check CHECK (
          (decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (decision_reason IS NULL))
      );
      COMMENT ON COLUMN public.referrals.held_reason IS
        'same_phone: the number belonged to the referrer once; same_shop: same shop name and PIN code';
      CREATE INDEX referrals_referrer_id_idx ON public.referrals (referrer_id, id);
      CREATE INDEX referrals_status_idx ON public.referrals (status, joined_at, id);
      CREATE TRIGGER referrals_touch_updated_at BEFORE UPDATE ON public.referrals
        FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();
      ${REFERRALS_POLICIES}

      CREATE TABLE public.upload_grants (
        id uuid DEFAULT public.new_id() CONSTRAINT upload_grants_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT upload_grants_user_id_fkey REFERENCES public.users (id),
        referral_id uuid NOT NULL CONSTRAINT upload_grants_referral_id_fkey REFERENCES public.referrals (id),
        side text NOT NULL CONSTRAINT upload_grants_side_check CHECK (side IN ('referrer', 'referee')),
        kind text NOT NULL DEFAULT 'reward'
          CONSTRAINT upload_grants_kind_check CHECK (kind IN ('reward', 'reversal')),
        uploads integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT upload_grants_kind_uploads_check CHECK (
          CASE kind WHEN 'reward' THEN uploads > 0 ELSE uploads < 0 END),
        CONSTRAINT upload_grants_referral_id_side_kind_key UNIQUE (referral_id, side, kind)
      );
      COMMENT ON COLUMN public.upload_grants.uploads IS 'Uploads a month more, or (reversal) fewer';
      CREATE INDEX upload_grants_user_id_idx ON public.upload_grants (user_id);
      ${UPLOAD_GRANTS_POLICIES}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE public.upload_grants; DROP TABLE public.referrals;');
  }
}
