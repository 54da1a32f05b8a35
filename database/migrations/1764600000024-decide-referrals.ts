import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { ADMIN_REFERRALS_POLICIES, DROP_ADMIN_REFERRALS_POLICIES } from '../row-level-security/referrals.ts';

/** Administrators decide about referrals that pay, and see how far invitations come. */
export class DecideReferrals1764600000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${ADMIN_REFERRALS_POLICIES}
      GRANT CREATE ON SCHEMA public TO bharatprint_admin;
      SET LOCAL ROLE bharatprint_admin;
    `);
    for (const { statement } of FUNCTIONS) await runner.query(statement);
    for (const { name, isForApi } of FUNCTIONS) {
      await runner.query(`REVOKE EXECUTE ON FUNCTION public.${name} FROM PUBLIC`);
      if (isForApi) await runner.query(`GRANT EXECUTE ON FUNCTION public.${name} TO bharatprint_api`);
    }
    await runner.query(`
      SET LOCAL ROLE bharatprint_owner;
      REVOKE CREATE ON SCHEMA public FROM bharatprint_admin;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL ROLE bharatprint_admin;
      ${FUNCTIONS.map(({ name }) => `DROP FUNCTION public.${name};`)
        .reverse()
        .join('\n')}
      SET LOCAL ROLE bharatprint_owner;
      ${DROP_ADMIN_REFERRALS_POLICIES}
    `);
  }
}

const SETTINGS = 'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp';
/** Whom the transaction speaks for; see backend/src/database/row-scope.ts. */
const CALLER = `nullif(current_setting('app.user_id', true), '')::uuid`;

export const REFERRAL = `TABLE (
    id uuid, status text, held_reason text, joined_at timestamptz, activated_at timestamptz, rewarded_at timestamptz,
    decided_at timestamptz, decided_by uuid, decision_reason text, referrer_id uuid, referrer_shop_name text,
    referrer_city text, referee_id uuid, referee_shop_name text, referee_city text
  )`;

const ADMIN_REFERRAL = `
  CREATE FUNCTION public.admin_referral(p_id uuid) RETURNS ${REFERRAL}
    LANGUAGE sql STABLE ${SETTINGS}
    AS $$
      SELECT referral.id, referral.status, referral.held_reason, referral.joined_at, referral.activated_at,
        referral.rewarded_at, referral.decided_at, referral.decided_by, referral.decision_reason, referrer.id,
        referrer.shop_name, referrer.city, referee.id, referee.shop_name, referee.city
      FROM public.referrals AS referral
      JOIN public.users AS referrer ON referrer.id = referral.referrer_id
      JOIN public.users AS referee ON referee.id = referral.referee_id
      WHERE referral.id = p_id
    $$;
`;

/** The admin's own row too, and in the one order of all accounts; the referral after them. */
const ADMIN_REFERRAL_SUBJECT = `
  CREATE FUNCTION public.admin_referral_subject(p_id uuid, p_status text, p_refusal text) RETURNS public.referrals
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      subject public.referrals;
    BEGIN
      SELECT * INTO subject FROM public.referrals WHERE id = p_id;
      PERFORM FROM public.users WHERE id IN (${CALLER}, subject.referrer_id, subject.referee_id)
      ORDER BY id FOR NO KEY UPDATE;
      PERFORM public.admin_require();
      SELECT * INTO subject FROM public.referrals WHERE id = p_id FOR UPDATE;
      IF NOT FOUND THEN
        PERFORM public.admin_refuse('request.not_found');
      ELSIF subject.status <> p_status THEN
        PERFORM public.admin_refuse(p_refusal);
      END IF;
      RETURN subject;
    END $$;
  COMMENT ON FUNCTION public.admin_referral_subject IS
    'The referral an admin is about to decide, locked with both its accounts; refused unless it has this status';
`;

function decide(status: string): string {
  return `UPDATE public.referrals
      SET status = '${status}', decided_at = now(), decided_by = ${CALLER}, decision_reason = p_reason
      WHERE id = p_id;`;
}

export const ADMIN_APPROVE_REFERRAL = `
  CREATE FUNCTION public.admin_approve_referral(p_id uuid, p_reason text) RETURNS ${REFERRAL}
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      subject public.referrals := public.admin_referral_subject(p_id, 'held', 'referral.not_held');
    BEGIN
      ${decide('joined')}
      -- The profile may have been completed while it was held.
      PERFORM public.settle_referral(subject.referee_id);
      PERFORM public.admin_act('admin.referral_approved', subject.referee_id, jsonb_build_object(
        'referralId', p_id, 'reason', p_reason,
        'status', (SELECT status FROM public.referrals WHERE id = p_id)));
      RETURN QUERY SELECT * FROM public.admin_referral(p_id);
    END $$;
`;

const ADMIN_REJECT_REFERRAL = `
  CREATE FUNCTION public.admin_reject_referral(p_id uuid, p_reason text) RETURNS ${REFERRAL}
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      subject public.referrals := public.admin_referral_subject(p_id, 'held', 'referral.not_held');
    BEGIN
      PERFORM public.admin_act('admin.referral_rejected', subject.referee_id, jsonb_build_object(
        'referralId', p_id, 'reason', p_reason, 'status', 'rejected'));
      ${decide('rejected')}
      RETURN QUERY SELECT * FROM public.admin_referral(p_id);
    END $$;
`;

/** What was paid stays in the books; what takes it back is entered beside it, which the unique key allows once. */
export const ADMIN_REVERSE_REFERRAL = `
  CREATE FUNCTION public.admin_reverse_referral(p_id uuid, p_reason text) RETURNS ${REFERRAL}
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      subject public.referrals := public.admin_referral_subject(p_id, 'rewarded', 'referral.not_rewarded');
    BEGIN
      PERFORM public.admin_act('admin.referral_reversed', subject.referee_id, jsonb_build_object(
        'referralId', p_id, 'reason', p_reason, 'status', 'rejected'));
      INSERT INTO public.upload_grants (user_id, referral_id, side, kind, uploads)
      SELECT user_id, referral_id, side, 'reversal', -uploads FROM public.upload_grants
      WHERE referral_id = p_id AND kind = 'reward';
      -- An admin may have set a limit lower than what is taken from it.
      UPDATE public.users SET monthly_upload_limit = greatest(0, monthly_upload_limit + upload_grants.uploads)
      FROM public.upload_grants
      WHERE upload_grants.referral_id = p_id AND kind = 'reversal' AND users.id = upload_grants.user_id;
      ${decide('rejected')}
      RETURN QUERY SELECT * FROM public.admin_referral(p_id);
    END $$;
`;

const ADMIN_REFERRAL_FUNNEL = `
  CREATE FUNCTION public.admin_referral_funnel()
    RETURNS TABLE (day date, opened bigint, joined bigint, activated bigint, rewarded bigint)
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      today date := (now() AT TIME ZONE 'Asia/Kolkata')::date;
      first_moment timestamptz := (today - 29)::timestamp AT TIME ZONE 'Asia/Kolkata';
    BEGIN
      PERFORM public.admin_act('admin.referral_funnel_read', NULL, '{}');
      RETURN QUERY
      WITH steps AS (
        SELECT (joined_at AT TIME ZONE 'Asia/Kolkata')::date AS day, 'joined' AS step
        FROM public.referrals WHERE joined_at >= first_moment
        UNION ALL
        SELECT (activated_at AT TIME ZONE 'Asia/Kolkata')::date, 'activated'
        FROM public.referrals WHERE activated_at >= first_moment
        UNION ALL
        -- No reward without an activation in the same moment.
        SELECT (rewarded_at AT TIME ZONE 'Asia/Kolkata')::date, 'rewarded'
        FROM public.referrals WHERE activated_at >= first_moment AND rewarded_at IS NOT NULL
      ), counted AS (
        SELECT day, count(*) FILTER (WHERE step = 'joined') AS joined,
          count(*) FILTER (WHERE step = 'activated') AS activated,
          count(*) FILTER (WHERE step = 'rewarded') AS rewarded
        FROM steps GROUP BY day
      )
      SELECT days.day, coalesce(link_opens.opens, 0), coalesce(counted.joined, 0), coalesce(counted.activated, 0),
        coalesce(counted.rewarded, 0)
      FROM (SELECT (today - back)::date AS day FROM generate_series(0, 29) AS back) AS days
      LEFT JOIN public.referral_link_opens AS link_opens ON link_opens.day = days.day
      LEFT JOIN counted ON counted.day = days.day
      ORDER BY days.day;
    END $$;
`;

const FUNCTIONS = [
  { name: 'admin_referral', statement: ADMIN_REFERRAL, isForApi: false },
  { name: 'admin_referral_subject', statement: ADMIN_REFERRAL_SUBJECT, isForApi: false },
  { name: 'admin_approve_referral', statement: ADMIN_APPROVE_REFERRAL, isForApi: true },
  { name: 'admin_reject_referral', statement: ADMIN_REJECT_REFERRAL, isForApi: true },
  { name: 'admin_reverse_referral', statement: ADMIN_REVERSE_REFERRAL, isForApi: true },
  { name: 'admin_referral_funnel', statement: ADMIN_REFERRAL_FUNNEL, isForApi: true },
];
