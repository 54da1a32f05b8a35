import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What the portal's admin pages ask for besides: the queue from its oldest end, sign-ups, and why a plan was changed. */
export class ServeAdminPages1764600000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      GRANT CREATE ON SCHEMA public TO bharatprint_admin;
      SET LOCAL ROLE bharatprint_admin;
    `);
    for (const { statement } of FUNCTIONS) await runner.query(statement);
    for (const { signature } of FUNCTIONS) {
      await runner.query(`REVOKE EXECUTE ON FUNCTION public.${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION public.${signature} TO bharatprint_api`);
    }
    await runner.query(`
      SET LOCAL ROLE bharatprint_owner;
      REVOKE CREATE ON SCHEMA public FROM bharatprint_admin;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL ROLE bharatprint_admin;
      ${FUNCTIONS.map(({ signature }) => `DROP FUNCTION public.${signature};`).join('\n')}
      SET LOCAL ROLE bharatprint_owner;
    `);
  }
}

const SETTINGS = 'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp';

/** The way through referrals_status_idx opposite to that of admin_list_referrals(). */
const ADMIN_LIST_REFERRALS_OLDEST_FIRST = `
  CREATE FUNCTION public.admin_list_referrals_oldest_first(
    p_status text, p_after_joined_at timestamptz, p_after_id uuid, p_limit integer
  ) RETURNS TABLE (
    id uuid, status text, held_reason text, joined_at timestamptz, activated_at timestamptz, rewarded_at timestamptz,
    decided_at timestamptz, decided_by uuid, decision_reason text, referrer_id uuid, referrer_shop_name text,
    referrer_city text, referee_id uuid, referee_shop_name text, referee_city text
  )
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      condition text := CASE WHEN p_after_id IS NULL THEN 'true' ELSE '(joined_at, id) > ($2, $3)' END;
    BEGIN
      PERFORM public.admin_act('admin.referrals_listed', NULL, jsonb_build_object('status', p_status));
      -- With a plan of its own for a later page: "no cursor, or beyond it" would read the whole status again.
      RETURN QUERY EXECUTE format($query$
        SELECT referral.id, referral.status, referral.held_reason, referral.joined_at, referral.activated_at,
          referral.rewarded_at, referral.decided_at, referral.decided_by, referral.decision_reason, referrer.id,
          referrer.shop_name, referrer.city, referee.id, referee.shop_name, referee.city
        FROM (
          SELECT * FROM public.referrals WHERE status = $1 AND %s ORDER BY joined_at, id LIMIT $4
        ) AS referral
        JOIN public.users AS referrer ON referrer.id = referral.referrer_id
        JOIN public.users AS referee ON referee.id = referral.referee_id
        ORDER BY referral.joined_at, referral.id
      $query$, condition)
      USING p_status, p_after_joined_at, p_after_id, p_limit;
    END $$;
`;

/** Each day is a stretch of users_created_at_id_idx. */
const ADMIN_SIGN_UPS = `
  CREATE FUNCTION public.admin_sign_ups(p_days integer) RETURNS TABLE (day date, sign_ups bigint)
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      today date := (now() AT TIME ZONE 'Asia/Kolkata')::date;
    BEGIN
      PERFORM public.admin_act('admin.sign_ups_read', NULL, jsonb_build_object('days', p_days));
      RETURN QUERY
      SELECT days.day, (
        SELECT count(*) FROM public.users
        WHERE created_at >= days.day::timestamp AT TIME ZONE 'Asia/Kolkata'
          AND created_at < (days.day + 1)::timestamp AT TIME ZONE 'Asia/Kolkata'
      )
      FROM (SELECT today - back AS day FROM generate_series(0, p_days - 1) AS back) AS days
      ORDER BY days.day;
    END $$;
`;

const ADMIN_CHANGE_PLAN = `
  CREATE FUNCTION public.admin_change_plan(p_id uuid, p_plan text, p_limit integer, p_reason text) RETURNS TABLE (
    id uuid, phone_number text, phone_verified boolean, clerk_user_id text, owner_name text, shop_name text, city text,
    state text, pincode text, language text, role text, referral_code text, subscription_status text, status text,
    documents_uploaded integer, monthly_upload_limit integer, uploads_used_this_month integer,
    last_login timestamptz, blocked_at timestamptz, parked_at timestamptz, erase_after timestamptz,
    erased_at timestamptz, created_at timestamptz, updated_at timestamptz, former_phone_numbers jsonb,
    invited bigint, rewarded bigint, invited_by uuid
  )
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      before public.users := public.admin_subject(p_id);
      new_plan text := coalesce(p_plan, before.subscription_status);
      new_limit integer := coalesce(p_limit, before.monthly_upload_limit);
    BEGIN
      IF before.erased_at IS NOT NULL THEN
        PERFORM public.admin_refuse('user.erased');
      END IF;
      IF p_limit IS NULL AND new_plan <> before.subscription_status THEN
        new_limit := CASE new_plan WHEN 'premium' THEN 500 ELSE 20 END
          + (SELECT coalesce(sum(uploads), 0) FROM public.upload_grants WHERE user_id = p_id);
      END IF;
      PERFORM public.admin_act('admin.plan_changed', p_id, jsonb_build_object(
        'reason', p_reason,
        'from', jsonb_build_object('subscriptionStatus', before.subscription_status,
                                   'monthlyUploadLimit', before.monthly_upload_limit),
        'to', jsonb_build_object('subscriptionStatus', new_plan, 'monthlyUploadLimit', new_limit)));
      UPDATE public.users SET subscription_status = new_plan, monthly_upload_limit = new_limit WHERE id = p_id;
      RETURN QUERY SELECT * FROM public.admin_user_detail(p_id);
    END $$;
`;

const FUNCTIONS = [
  {
    signature: 'admin_list_referrals_oldest_first(text, timestamptz, uuid, integer)',
    statement: ADMIN_LIST_REFERRALS_OLDEST_FIRST,
  },
  { signature: 'admin_sign_ups(integer)', statement: ADMIN_SIGN_UPS },
  { signature: 'admin_change_plan(uuid, text, integer, text)', statement: ADMIN_CHANGE_PLAN },
];
