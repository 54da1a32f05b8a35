import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What administrators read and do. Each function checks that the transaction speaks for an admin and writes its audit
 * entry; they belong to bharatprint_admin, which nobody can log in as.
 */
export class Administer1764500000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      GRANT CREATE ON SCHEMA public TO bharatprint_admin;
      SET LOCAL ROLE bharatprint_admin;
    `);
    for (const { statement } of FUNCTIONS) await runner.query(statement);
    const all = FUNCTIONS.map(({ name }) => `public.${name}`).join(', ');
    const open = FUNCTIONS.flatMap(({ name, isForApi }) => (isForApi ? [`public.${name}`] : [])).join(', ');
    await runner.query(`
      REVOKE EXECUTE ON FUNCTION ${all} FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ${open} TO bharatprint_api;
      SET LOCAL ROLE bharatprint_owner;
      REVOKE CREATE ON SCHEMA public FROM bharatprint_admin;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    const names = FUNCTIONS.map(({ name }) => name).reverse();
    await runner.query(`
      SET LOCAL ROLE bharatprint_admin;
      ${names.map((name) => `DROP FUNCTION public.${name};`).join('\n')}
      SET LOCAL ROLE bharatprint_owner;
    `);
  }
}

const SETTINGS = 'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp';
/** Whom the transaction speaks for; see backend/src/database/row-scope.ts. */
const CALLER = `nullif(current_setting('app.user_id', true), '')::uuid`;

const STATUS = `CASE
        WHEN erased_at IS NOT NULL THEN 'erased'
        WHEN parked_at IS NOT NULL THEN 'parked'
        WHEN blocked_at IS NOT NULL THEN 'blocked'
        WHEN erase_after IS NOT NULL THEN 'erasing'
        ELSE 'active'
      END`;

const ADMIN_REFUSE = `
  CREATE FUNCTION public.admin_refuse(p_code text) RETURNS void
    LANGUAGE plpgsql ${SETTINGS}
    AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'BPREF', MESSAGE = p_code; END $$;
  COMMENT ON FUNCTION public.admin_refuse IS 'Refuses with a code of contracts/src/error-codes.ts';
`;

/** First in every function: who is no admin learns nothing, not even whether an id exists. */
const ADMIN_REQUIRE = `
  CREATE FUNCTION public.admin_require() RETURNS void
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    BEGIN
      -- Locked until the transaction ends: an admin who is being blocked or demoted does no more.
      PERFORM FROM public.users
      WHERE id = ${CALLER} AND role = 'admin' AND blocked_at IS NULL AND parked_at IS NULL AND erased_at IS NULL
      FOR SHARE;
      IF NOT FOUND THEN
        PERFORM public.admin_refuse('access.forbidden');
      END IF;
    END $$;
`;

const ADMIN_ACT = `
  CREATE FUNCTION public.admin_act(p_action text, p_subject_id uuid, p_details jsonb) RETURNS uuid
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    BEGIN
      PERFORM public.admin_require();
      INSERT INTO public.audit_log (actor_id, subject_id, action, details)
      VALUES (${CALLER}, p_subject_id, p_action, jsonb_strip_nulls(p_details));
      RETURN ${CALLER};
    END $$;
  COMMENT ON FUNCTION public.admin_act IS
    'Writes down what a living admin does; a refusal later in the transaction takes it back';
`;

const FEW_MATCHES = 3_000;

/**
 * How many shops the words fit, up to a number. The settings leave the word index as the only way: the planner takes
 * every beginning of a word it has not counted for half a percent of the table.
 */
const ADMIN_COUNT_MATCHES = `
  CREATE FUNCTION public.admin_count_matches(p_query tsquery, p_most integer) RETURNS bigint
    LANGUAGE sql STABLE ${SETTINGS} SET enable_seqscan = off SET enable_indexscan = off
    AS $$
      SELECT count(*) FROM (
        SELECT FROM public.users WHERE public.shop_words(shop_name, city) @@ p_query LIMIT p_most
      ) AS matches
    $$;
`;

/** Built from fixed pieces only, so that each combination of filters has a plan of its own. */
const ADMIN_FIND_USERS = `
  CREATE FUNCTION public.admin_find_users(
    p_search text, p_status text, p_plan text, p_before_created_at timestamptz, p_before_id uuid, p_limit integer
  ) RETURNS TABLE (
    id uuid, masked_phone_number text, owner_name text, shop_name text, city text, state text,
    subscription_status text, status text, role text, created_at timestamptz, last_login timestamptz
  )
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      is_phone boolean := p_search ~ '^[0-9]{4,10}$';
      conditions text[] := ARRAY['true'];
    BEGIN
      PERFORM public.admin_act('admin.users_listed', NULL, jsonb_build_object(
        'search', CASE
          WHEN is_phone THEN right(p_search, 4)
          -- Among words too: whatever may be a number, in one piece or several, stays out of the log.
          ELSE regexp_replace(p_search, '[0-9][-0-9 .()/]{3,}[0-9]', '•••', 'g')
        END, 'status', p_status, 'plan', p_plan));
      IF is_phone THEN
        conditions := conditions || ARRAY['right(phone_number, 4) = right($1, 4)'];
        IF length(p_search) > 4 THEN
          conditions := conditions || ARRAY['phone_number LIKE ''%'' || $1'];
        END IF;
      ELSIF p_search IS NOT NULL THEN
        conditions := conditions || ARRAY['public.shop_words(shop_name, city) @@ public.shop_query($1)'];
        -- Few matches: all of them from the word index, then the newest. Many: the newest shops first, until enough fit.
        IF public.admin_count_matches(public.shop_query(p_search), ${FEW_MATCHES}) < ${FEW_MATCHES} THEN
          PERFORM set_config('enable_indexscan', 'off', true);
        ELSE
          PERFORM set_config('enable_bitmapscan', 'off', true);
        END IF;
      END IF;
      conditions := conditions || CASE p_status
        WHEN 'active' THEN
          ARRAY['blocked_at IS NULL AND parked_at IS NULL AND erase_after IS NULL AND erased_at IS NULL']
        WHEN 'erasing' THEN
          ARRAY['erase_after IS NOT NULL AND blocked_at IS NULL AND parked_at IS NULL AND erased_at IS NULL']
        WHEN 'blocked' THEN ARRAY['blocked_at IS NOT NULL AND parked_at IS NULL AND erased_at IS NULL']
        WHEN 'parked' THEN ARRAY['parked_at IS NOT NULL AND erased_at IS NULL']
        WHEN 'erased' THEN ARRAY['erased_at IS NOT NULL']
        ELSE ARRAY[]::text[]
      END;
      IF p_plan IS NOT NULL THEN
        conditions := conditions || ARRAY['subscription_status = $2'];
      END IF;
      IF p_before_id IS NOT NULL THEN
        conditions := conditions || ARRAY['(created_at, id) < ($3, $4)'];
      END IF;
      RETURN QUERY EXECUTE format($query$
        SELECT id, '+91••••••' || right(phone_number, 4), owner_name, shop_name, city, state, subscription_status,
          ${STATUS}, role, created_at, last_login
        FROM public.users WHERE %s ORDER BY created_at DESC, id DESC LIMIT $5
      $query$, array_to_string(conditions, ' AND '))
      USING p_search, p_plan, p_before_created_at, p_before_id, p_limit;
      PERFORM set_config('enable_indexscan', 'on', true), set_config('enable_bitmapscan', 'on', true);
    END $$;
  COMMENT ON FUNCTION public.admin_find_users IS
    'A page of users, newest first. p_search: 4 to 10 digits are the end of the number, else words of shop name and city';
`;

const USER_DETAIL = `TABLE (
    id uuid, phone_number text, phone_verified boolean, clerk_user_id text, owner_name text, shop_name text, city text,
    state text, pincode text, language text, role text, referral_code text, subscription_status text, status text,
    documents_uploaded integer, monthly_upload_limit integer, uploads_used_this_month integer,
    last_login timestamptz, blocked_at timestamptz, parked_at timestamptz, erase_after timestamptz,
    erased_at timestamptz, created_at timestamptz, updated_at timestamptz, former_phone_numbers jsonb,
    invited bigint, rewarded bigint, invited_by uuid
  )`;

const ADMIN_USER_DETAIL = `
  CREATE FUNCTION public.admin_user_detail(p_id uuid) RETURNS ${USER_DETAIL}
    LANGUAGE sql STABLE ${SETTINGS}
    AS $$
      SELECT id, phone_number, phone_verified, clerk_user_id, owner_name, shop_name, city, state, pincode, language, role,
        referral_code, subscription_status, ${STATUS}, documents_uploaded, monthly_upload_limit,
        CASE WHEN uploads_month = public.upload_month() THEN uploads_used_this_month ELSE 0 END,
        last_login, blocked_at, parked_at, erase_after, erased_at, created_at, updated_at,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('phoneNumber', '+91••••••' || right(former.phone_number, 4),
            'reason', reason, 'releasedAt', released_at) ORDER BY released_at DESC), '[]')
          FROM public.phone_history AS former WHERE former.user_id = users.id),
        (SELECT count(*) FROM public.referrals WHERE referrer_id = users.id),
        (SELECT count(*) FROM public.referrals WHERE referrer_id = users.id AND referrals.status = 'rewarded'),
        (SELECT referrer_id FROM public.referrals WHERE referee_id = users.id)
      FROM public.users WHERE id = p_id
    $$;
`;

const ADMIN_SUBJECT = `
  CREATE FUNCTION public.admin_subject(p_id uuid) RETURNS public.users
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      subject public.users;
    BEGIN
      -- The admin's own row too, and in one order: two admins may act on each other.
      PERFORM FROM public.users WHERE id IN (p_id, ${CALLER}) ORDER BY id FOR NO KEY UPDATE;
      PERFORM public.admin_require();
      SELECT * INTO subject FROM public.users WHERE id = p_id;
      IF NOT FOUND THEN
        PERFORM public.admin_refuse('request.not_found');
      END IF;
      RETURN subject;
    END $$;
  COMMENT ON FUNCTION public.admin_subject IS 'The row an admin is about to act on, locked';
`;

const ADMIN_VIEW_USER = `
  CREATE FUNCTION public.admin_view_user(p_id uuid) RETURNS ${USER_DETAIL}
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    BEGIN
      PERFORM public.admin_require();
      IF NOT EXISTS (SELECT FROM public.users WHERE id = p_id) THEN
        PERFORM public.admin_refuse('request.not_found');
      END IF;
      PERFORM public.admin_act('admin.user_viewed', p_id, '{}');
      RETURN QUERY SELECT * FROM public.admin_user_detail(p_id);
    END $$;
`;

const ADMIN_CHANGE_PLAN = `
  CREATE FUNCTION public.admin_change_plan(p_id uuid, p_plan text, p_limit integer) RETURNS ${USER_DETAIL}
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
        'from', jsonb_build_object('subscriptionStatus', before.subscription_status,
                                   'monthlyUploadLimit', before.monthly_upload_limit),
        'to', jsonb_build_object('subscriptionStatus', new_plan, 'monthlyUploadLimit', new_limit)));
      UPDATE public.users SET subscription_status = new_plan, monthly_upload_limit = new_limit WHERE id = p_id;
      RETURN QUERY SELECT * FROM public.admin_user_detail(p_id);
    END $$;
`;

const ADMIN_BLOCK = `
  CREATE FUNCTION public.admin_block(p_id uuid, p_reason text) RETURNS ${USER_DETAIL}
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      before public.users;
    BEGIN
      before := public.admin_subject(p_id);
      IF p_id = ${CALLER} THEN
        PERFORM public.admin_refuse('user.own_account');
      END IF;
      IF before.erased_at IS NOT NULL THEN
        PERFORM public.admin_refuse('user.erased');
      END IF;
      PERFORM public.admin_act('admin.user_blocked', p_id, jsonb_build_object('reason', p_reason));
      -- Blocked twice, it is blocked since the first time.
      UPDATE public.users SET blocked_at = coalesce(blocked_at, now()), token_generation = token_generation + 1
      WHERE id = p_id;
      RETURN QUERY SELECT * FROM public.admin_user_detail(p_id);
    END $$;
`;

const ADMIN_UNBLOCK = `
  CREATE FUNCTION public.admin_unblock(p_id uuid, p_reason text) RETURNS ${USER_DETAIL}
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    BEGIN
      PERFORM public.admin_subject(p_id);
      PERFORM public.admin_act('admin.user_unblocked', p_id, jsonb_build_object('reason', p_reason));
      UPDATE public.users SET blocked_at = NULL WHERE id = p_id;
      RETURN QUERY SELECT * FROM public.admin_user_detail(p_id);
    END $$;
`;

/**
 * Gives a parked account its number back. Where another account has the number now, that one is parked in its place when
 * the admin says so, and its Clerk user, who has proven the number, signs in to the restored one.
 */
const ADMIN_RESTORE_PARKED = `
  CREATE FUNCTION public.admin_restore_parked(p_id uuid, p_reason text, p_park_holder boolean) RETURNS ${USER_DETAIL}
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      candidate public.users;
      parked public.users;
      holder public.users;
      former public.phone_history;
      moving_clerk_user text;
    BEGIN
      SELECT * INTO former FROM public.phone_history
      WHERE user_id = p_id AND reason IN ('taken', 'reissued') ORDER BY released_at DESC, id DESC LIMIT 1;
      -- What moves to the restored row: the number and, with it, the Clerk user of whoever holds it now.
      SELECT clerk_user_id INTO moving_clerk_user FROM public.users WHERE phone_number = former.phone_number;
      PERFORM public.lock_identity(moving_clerk_user, former.phone_number);
      FOR candidate IN
        SELECT * FROM public.users WHERE id IN (p_id, ${CALLER}) OR phone_number = former.phone_number
        ORDER BY id FOR NO KEY UPDATE
      LOOP
        IF candidate.id = p_id THEN parked := candidate; END IF;
        IF candidate.phone_number = former.phone_number THEN holder := candidate; END IF;
      END LOOP;
      PERFORM public.admin_require();
      IF holder.clerk_user_id IS DISTINCT FROM moving_clerk_user THEN
        -- Somebody signed in between the look and the lock, which is then not the right one: to be asked for again.
        RAISE EXCEPTION USING ERRCODE = 'serialization_failure', MESSAGE = 'the number moved meanwhile';
      END IF;

      IF parked.id IS NULL THEN
        PERFORM public.admin_refuse('request.not_found');
      ELSIF parked.erased_at IS NOT NULL THEN
        PERFORM public.admin_refuse('user.erased');
      ELSIF parked.parked_at IS NULL OR former.id IS NULL THEN
        PERFORM public.admin_refuse('user.not_parked');
      ELSIF holder.id IS NOT NULL AND (p_park_holder IS NOT TRUE OR holder.blocked_at IS NOT NULL) THEN
        PERFORM public.admin_refuse('user.phone_taken');
      ELSIF holder.id = ${CALLER} THEN
        PERFORM public.admin_refuse('user.own_account');
      END IF;

      PERFORM public.admin_act('admin.parked_restored', p_id, jsonb_build_object(
        'reason', p_reason, 'parkedInItsPlace', holder.id));
      IF holder.id IS NOT NULL THEN
        PERFORM public.admin_act('admin.user_parked', holder.id, jsonb_build_object(
          'reason', p_reason, 'restored', p_id));
        INSERT INTO public.phone_history (user_id, phone_number, clerk_user_id, reason)
        VALUES (holder.id, holder.phone_number, holder.clerk_user_id, 'taken');
        UPDATE public.users
        SET phone_number = NULL, clerk_user_id = NULL, clerk_state_at = NULL, parked_at = now(), role = 'owner',
          token_generation = token_generation + 1
        WHERE id = holder.id;
      END IF;
      UPDATE public.users
      SET phone_number = former.phone_number, parked_at = NULL, token_generation = token_generation + 1,
        clerk_user_id = CASE WHEN holder.id IS NULL THEN clerk_user_id ELSE holder.clerk_user_id END,
        clerk_state_at = CASE WHEN holder.id IS NULL THEN clerk_state_at ELSE holder.clerk_state_at END,
        -- Rights given to one person do not go to the next with the number.
        role = CASE WHEN holder.id IS NULL THEN role ELSE 'owner' END,
        -- Nobody has proven the number to this account lately: the next sign-in is looked up.
        phone_verified = false
      WHERE id = p_id;
      -- An account as quiet as this would be parked again by the next Clerk user who proves the number: it waits unbound.
      UPDATE public.users SET clerk_user_id = NULL, clerk_state_at = NULL, role = 'owner'
      WHERE id = p_id AND holder.id IS NULL AND coalesce(last_login, created_at) < now() - interval '90 days';
      DELETE FROM public.phone_history WHERE id = former.id;
      RETURN QUERY SELECT * FROM public.admin_user_detail(p_id);
    END $$;
`;

const REFERRAL = `TABLE (
    id uuid, status text, held_reason text, joined_at timestamptz, activated_at timestamptz, rewarded_at timestamptz,
    decided_at timestamptz, decided_by uuid, decision_reason text, referrer_id uuid, referrer_shop_name text,
    referrer_city text, referee_id uuid, referee_shop_name text, referee_city text
  )`;

const REFERRAL_COLUMNS = `
  referral.id, referral.status, referral.held_reason, referral.joined_at, referral.activated_at, referral.rewarded_at,
  referral.decided_at, referral.decided_by, referral.decision_reason, referrer.id, referrer.shop_name, referrer.city,
  referee.id, referee.shop_name, referee.city
  FROM public.referrals AS referral
  JOIN public.users AS referrer ON referrer.id = referral.referrer_id
  JOIN public.users AS referee ON referee.id = referral.referee_id`;

const ADMIN_LIST_REFERRALS = `
  CREATE FUNCTION public.admin_list_referrals(
    p_status text, p_before_joined_at timestamptz, p_before_id uuid, p_limit integer
  ) RETURNS ${REFERRAL}
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    BEGIN
      PERFORM public.admin_act('admin.referrals_listed', NULL, jsonb_build_object('status', p_status));
      RETURN QUERY SELECT ${REFERRAL_COLUMNS}
      WHERE referral.status = p_status
        AND (p_before_id IS NULL OR (referral.joined_at, referral.id) < (p_before_joined_at, p_before_id))
      ORDER BY referral.joined_at DESC, referral.id DESC LIMIT p_limit;
    END $$;
`;

const ADMIN_DECIDE_REFERRAL = `
  CREATE FUNCTION public.admin_decide_referral(p_id uuid, p_is_approved boolean, p_reason text) RETURNS ${REFERRAL}
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      referral public.referrals;
      is_complete boolean;
      next_status text;
      actor uuid;
    BEGIN
      PERFORM public.admin_require();
      SELECT * INTO referral FROM public.referrals WHERE id = p_id FOR UPDATE;
      IF NOT FOUND THEN
        PERFORM public.admin_refuse('request.not_found');
      ELSIF referral.status <> 'held' THEN
        PERFORM public.admin_refuse('referral.not_held');
      END IF;
      SELECT num_nulls(shop_name, city, state, pincode) = 0 INTO is_complete
      FROM public.users WHERE id = referral.referee_id;
      next_status := CASE WHEN NOT p_is_approved THEN 'rejected' WHEN is_complete THEN 'activated' ELSE 'joined' END;

      actor := public.admin_act(
        CASE WHEN p_is_approved THEN 'admin.referral_approved' ELSE 'admin.referral_rejected' END,
        referral.referee_id, jsonb_build_object('referralId', p_id, 'reason', p_reason, 'status', next_status));
      UPDATE public.referrals
      SET status = next_status, activated_at = CASE WHEN next_status = 'activated' THEN now() END,
        decided_at = now(), decided_by = actor, decision_reason = p_reason
      WHERE id = p_id;
      RETURN QUERY SELECT ${REFERRAL_COLUMNS} WHERE referral.id = p_id;
    END $$;
`;

export const ADMIN_READ_AUDIT_LOG = `
  CREATE FUNCTION public.admin_read_audit_log(
    p_actor_id uuid, p_subject_id uuid, p_before_created_at timestamptz, p_before_id uuid, p_limit integer
  ) RETURNS TABLE (
    id uuid, actor_id uuid, subject_id uuid, action text, details jsonb, created_at timestamptz
  )
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      conditions text[] := ARRAY['true'];
    BEGIN
      PERFORM public.admin_require();
      IF p_actor_id IS NOT NULL THEN conditions := conditions || ARRAY['actor_id = $1']; END IF;
      IF p_subject_id IS NOT NULL THEN conditions := conditions || ARRAY['subject_id = $2']; END IF;
      IF p_before_id IS NOT NULL THEN conditions := conditions || ARRAY['(created_at, id) < ($3, $4)']; END IF;
      RETURN QUERY EXECUTE format($query$
        SELECT id, actor_id, subject_id, action, details, created_at
        FROM public.audit_log WHERE %s ORDER BY created_at DESC, id DESC LIMIT $5
      $query$, array_to_string(conditions, ' AND '))
      USING p_actor_id, p_subject_id, p_before_created_at, p_before_id, p_limit;
      -- After reading, so that a page does not begin with the reading of itself.
      PERFORM public.admin_act('admin.audit_log_read', NULL, jsonb_build_object(
        'actor', p_actor_id, 'subject', p_subject_id));
    END $$;
`;

/** One pass over the accounts, with as little work for each as may be. */
const ADMIN_STATS = `
  CREATE FUNCTION public.admin_stats() RETURNS jsonb
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      today date := (now() AT TIME ZONE 'Asia/Kolkata')::date;
      this_month date := public.upload_month();
      month_ago timestamptz := now() - interval '30 days';
      stats jsonb;
    BEGIN
      PERFORM public.admin_act('admin.stats_read', NULL, '{}');
      WITH counted AS (
        SELECT count(*) AS total,
          count(*) FILTER (WHERE subscription_status = 'premium' AND erased_at IS NULL) AS premium,
          count(*) FILTER (WHERE last_login >= month_ago) AS seen,
          coalesce(sum(uploads_used_this_month) FILTER (WHERE uploads_month = this_month), 0) AS uploads
        FROM public.users
      ), apart AS (
        -- The few that are not active have indexes of their own.
        SELECT
          (SELECT count(*) FROM public.users
            WHERE blocked_at IS NOT NULL AND parked_at IS NULL AND erased_at IS NULL) AS blocked,
          (SELECT count(*) FROM public.users WHERE parked_at IS NOT NULL AND erased_at IS NULL) AS parked,
          (SELECT count(*) FROM public.users WHERE erase_after IS NOT NULL
            AND blocked_at IS NULL AND parked_at IS NULL AND erased_at IS NULL) AS erasing,
          (SELECT count(*) FROM public.users WHERE erased_at IS NOT NULL) AS erased
      ), days AS (
        SELECT day::date, (
          SELECT count(*) FROM public.users
          WHERE created_at >= day AT TIME ZONE 'Asia/Kolkata'
            AND created_at < (day + interval '1 day') AT TIME ZONE 'Asia/Kolkata'
        ) AS sign_ups
        -- Without a zone: with one the series would step through days of the session's zone.
        FROM generate_series((today - 29)::timestamp, today::timestamp, interval '1 day') AS day
      )
      SELECT jsonb_build_object(
        'users', jsonb_build_object('total', total, 'active', total - blocked - parked - erasing - erased,
          'blocked', blocked, 'parked', parked, 'erasing', erasing, 'erased', erased),
        'plans', jsonb_build_object('free', total - erased - premium, 'premium', premium),
        'seenInThirtyDays', seen,
        'uploadsThisMonth', uploads,
        'signUpsPerDay', (SELECT jsonb_agg(jsonb_build_object('day', day, 'signUps', sign_ups) ORDER BY day) FROM days),
        'referrals', (
          SELECT jsonb_object_agg(known, (SELECT count(*) FROM public.referrals WHERE referrals.status = known))
          FROM unnest(ARRAY['joined', 'activated', 'rewarded', 'held', 'rejected']) AS known
        ))
      INTO stats FROM counted, apart;
      RETURN stats;
    END $$;
`;

const FUNCTIONS = [
  { name: 'admin_refuse', statement: ADMIN_REFUSE, isForApi: false },
  { name: 'admin_require', statement: ADMIN_REQUIRE, isForApi: false },
  { name: 'admin_act', statement: ADMIN_ACT, isForApi: false },
  { name: 'admin_subject', statement: ADMIN_SUBJECT, isForApi: false },
  { name: 'admin_user_detail', statement: ADMIN_USER_DETAIL, isForApi: false },
  { name: 'admin_count_matches', statement: ADMIN_COUNT_MATCHES, isForApi: false },
  { name: 'admin_find_users', statement: ADMIN_FIND_USERS, isForApi: true },
  { name: 'admin_view_user', statement: ADMIN_VIEW_USER, isForApi: true },
  { name: 'admin_change_plan', statement: ADMIN_CHANGE_PLAN, isForApi: true },
  { name: 'admin_block', statement: ADMIN_BLOCK, isForApi: true },
  { name: 'admin_unblock', statement: ADMIN_UNBLOCK, isForApi: true },
  { name: 'admin_restore_parked', statement: ADMIN_RESTORE_PARKED, isForApi: true },
  { name: 'admin_list_referrals', statement: ADMIN_LIST_REFERRALS, isForApi: true },
  { name: 'admin_decide_referral', statement: ADMIN_DECIDE_REFERRAL, isForApi: true },
  { name: 'admin_read_audit_log', statement: ADMIN_READ_AUDIT_LOG, isForApi: true },
  { name: 'admin_stats', statement: ADMIN_STATS, isForApi: true },
];
