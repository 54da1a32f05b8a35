import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { SETTLE_SIGN_IN, SIGN_IN, SIGN_IN_AGAIN } from './1764000000005-create-sign-in.ts';

/**
 * Sign-in learns what must not bring a session back: one that was ended, a Clerk user who is gone, a number no longer
 * verified. It audits what it refuses, and says when it called an erasure off.
 */
export class SignInMindsEndedSessions1764500000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LOCK_IDENTITY);
    await runner.query(`
      GRANT CREATE ON SCHEMA public TO bharatprint_sign_in;
      SET LOCAL ROLE bharatprint_sign_in;
      DROP FUNCTION public.sign_in(text, text, text, boolean, boolean, text);
      DROP FUNCTION public.settle_sign_in(text, text, text, boolean, text);
      DROP FUNCTION public.sign_in_again(text, text, text);
    `);
    for (const statement of [
      SIGN_IN_AGAIN_2,
      SETTLE_SIGN_IN_2,
      SIGN_IN_2,
      SIGN_IN_OF_OLDER_BUILDS,
      REFUSE_SIGN_IN,
    ]) {
      await runner.query(statement);
    }
    await runner.query(`
      REVOKE EXECUTE ON FUNCTION public.sign_in_again, public.settle_sign_in, public.refuse_sign_in,
        public.sign_in(text, text, text, boolean, boolean, text),
        public.sign_in(text, text, text, boolean, boolean, text, text, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION public.refuse_sign_in,
        public.sign_in(text, text, text, boolean, boolean, text),
        public.sign_in(text, text, text, boolean, boolean, text, text, timestamptz) TO bharatprint_api;
      SET LOCAL ROLE bharatprint_owner;
      REVOKE CREATE ON SCHEMA public FROM bharatprint_sign_in;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      GRANT CREATE ON SCHEMA public TO bharatprint_sign_in;
      SET LOCAL ROLE bharatprint_sign_in;
      DROP FUNCTION public.refuse_sign_in;
      DROP FUNCTION public.sign_in(text, text, text, boolean, boolean, text);
      DROP FUNCTION public.sign_in(text, text, text, boolean, boolean, text, text, timestamptz);
      DROP FUNCTION public.settle_sign_in;
      DROP FUNCTION public.sign_in_again;
    `);
    for (const statement of [SIGN_IN_AGAIN, SETTLE_SIGN_IN, SIGN_IN]) await runner.query(statement);
    await runner.query(`
      REVOKE EXECUTE ON FUNCTION public.sign_in_again, public.settle_sign_in, public.sign_in FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION public.sign_in TO bharatprint_api;
      SET LOCAL ROLE bharatprint_owner;
      REVOKE CREATE ON SCHEMA public FROM bharatprint_sign_in;
      DROP FUNCTION public.lock_identity;
    `);
  }
}

const SETTINGS = 'SET search_path = pg_catalog, public, pg_temp';

const LOCK_IDENTITY = `
  CREATE FUNCTION public.lock_identity(p_clerk_user_id text, p_phone_number text) RETURNS void
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      lock_keys integer[] := ARRAY[hashtext('phone ' || p_phone_number), hashtext('clerk ' || p_clerk_user_id)];
    BEGIN
      PERFORM pg_advisory_xact_lock(7216002, least(lock_keys[1], lock_keys[2]));
      PERFORM pg_advisory_xact_lock(7216002, greatest(lock_keys[1], lock_keys[2]));
    END $$;
  COMMENT ON FUNCTION public.lock_identity IS
    'One at a time for the same number or the same Clerk user: whoever gives either to a row calls this first';
  REVOKE EXECUTE ON FUNCTION public.lock_identity FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public.lock_identity TO bharatprint_sign_in, bharatprint_lifecycle, bharatprint_admin;
`;

/** The common case, and the only one without a lock: this Clerk user still has this number. */
const SIGN_IN_AGAIN_2 = `
  CREATE FUNCTION public.sign_in_again(p_clerk_user_id text, p_phone_number text, p_name text, p_session_id text)
    RETURNS public.users
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      account public.users;
    BEGIN
      UPDATE public.users
      SET last_login = now(), owner_name = coalesce(owner_name, p_name)
      WHERE clerk_user_id = p_clerk_user_id AND phone_number = p_phone_number AND phone_verified
        AND blocked_at IS NULL AND erase_after IS NULL
      RETURNING * INTO account;
      -- An update that waited for another one and then no longer matched keeps the row locked. Whoever takes the
      -- sign-in locks next must not hold a row, or two of them could wait for each other: roll it back.
      IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'no_data_found';
      END IF;
      -- In a statement of its own, behind the row's lock: a sign-out that the update waited for is seen here.
      IF EXISTS (SELECT FROM public.ended_clerk_sessions WHERE session_id = p_session_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'no_data_found';
      END IF;
      RETURN account;
    EXCEPTION WHEN no_data_found THEN
      RETURN NULL;
    END $$;
`;

/** Everything but the common case. */
const SETTLE_SIGN_IN_2 = `
  CREATE FUNCTION public.settle_sign_in(
    p_clerk_user_id text, p_phone_number text, p_name text, p_is_admin boolean, p_referral_code text,
    p_session_id text, p_clerk_state_at timestamptz,
    OUT outcome text, OUT account public.users, OUT refused_id uuid
  )
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      candidate public.users;
      mine public.users;
      holder public.users;
      parked public.users;
      violated text;
    BEGIN
      PERFORM public.lock_identity(p_clerk_user_id, p_phone_number);

      -- The rows in one order too: two owners who swap numbers hold different locks but want the same rows.
      FOR candidate IN
        SELECT * FROM public.users
        WHERE clerk_user_id = p_clerk_user_id OR phone_number = p_phone_number
        ORDER BY id FOR UPDATE
      LOOP
        IF candidate.clerk_user_id = p_clerk_user_id THEN mine := candidate; END IF;
        IF candidate.phone_number = p_phone_number THEN holder := candidate; END IF;
      END LOOP;

      IF mine.id IS NULL AND holder.id IS NULL THEN
        -- A block outlives the erasure of the account: else deleting the Clerk user would be the way out of it.
        SELECT users.id INTO refused_id
        FROM public.erased_phone_numbers JOIN public.users ON users.id = erased_phone_numbers.user_id
        WHERE digest = public.phone_digest(p_phone_number) AND blocked_at IS NOT NULL LIMIT 1;
      END IF;

      outcome := CASE
        WHEN EXISTS (SELECT FROM public.ended_clerk_sessions WHERE session_id = p_session_id) THEN 'session_ended'
        WHEN EXISTS (SELECT FROM public.deleted_clerk_users WHERE clerk_user_id = p_clerk_user_id) THEN 'session_ended'
        WHEN mine.blocked_at IS NOT NULL OR refused_id IS NOT NULL THEN 'blocked'
        WHEN mine.parked_at IS NOT NULL THEN 'parked'
        WHEN holder.blocked_at IS NOT NULL THEN 'blocked'
        -- Clerk has said something newer than what vouches for this number: it has to be asked again.
        WHEN mine.clerk_state_at > p_clerk_state_at AND (mine.id IS DISTINCT FROM holder.id OR NOT mine.phone_verified)
          THEN 'verification_needed'
        WHEN mine.id = holder.id THEN 'returning'
        WHEN mine.id IS NOT NULL THEN 'phone_changed'
        WHEN holder.id IS NULL THEN 'created'
        WHEN holder.clerk_user_id IS NULL THEN 'bound'
        -- An operator may give a number to somebody else after 90 days without use.
        WHEN coalesce(holder.last_login, holder.created_at) >= now() - interval '90 days' THEN 'rebound'
        ELSE 'created'
      END;
      IF outcome IN ('session_ended', 'blocked', 'parked', 'verification_needed') THEN
        refused_id := coalesce(mine.id, holder.id, refused_id);
        RETURN;
      END IF;

      IF outcome IN ('created', 'phone_changed') THEN
        parked := holder;
        UPDATE public.users
        SET phone_number = NULL, parked_at = now(), token_generation = token_generation + 1
        WHERE id = parked.id;
      END IF;

      IF outcome = 'created' THEN
        INSERT INTO public.users
          (phone_number, clerk_user_id, clerk_state_at, owner_name, phone_verified, referral_code, last_login)
        VALUES (p_phone_number, p_clerk_user_id, p_clerk_state_at, p_name, true, p_referral_code, now())
        RETURNING * INTO account;
      ELSE
        UPDATE public.users
        SET phone_number = p_phone_number, clerk_user_id = p_clerk_user_id, phone_verified = true,
          clerk_state_at = CASE WHEN mine.id IS NULL THEN p_clerk_state_at
                                ELSE greatest(clerk_state_at, p_clerk_state_at) END,
          last_login = now(), owner_name = coalesce(owner_name, p_name), erase_after = NULL,
          token_generation = token_generation + (outcome = 'rebound')::int,
          -- Rights given to one person do not go to the next with the number.
          role = CASE WHEN outcome = 'rebound' AND p_is_admin IS NOT TRUE THEN 'owner' ELSE role END
        WHERE id = coalesce(mine.id, holder.id)
        RETURNING * INTO account;
      END IF;
      PERFORM public.record_sign_in(outcome, account, coalesce(mine, holder), parked);
      IF outcome <> 'created' AND (coalesce(mine, holder)).erase_after IS NOT NULL THEN
        INSERT INTO public.audit_log (actor_id, subject_id, action)
        VALUES (account.id, account.id, 'user.erasure_cancelled');
      END IF;
    EXCEPTION WHEN unique_violation THEN
      GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
      IF violated <> 'users_referral_code_key' THEN
        RAISE;
      END IF;
      outcome := 'referral_code_taken';
      account := NULL;
    END $$;
`;

export const ANSWER = `TABLE (
    outcome text, id uuid, phone_number text, clerk_user_id text, owner_name text, phone_verified boolean,
    shop_name text, city text, state text, pincode text, referral_code text, subscription_status text,
    documents_uploaded integer, monthly_upload_limit integer, uploads_used_this_month integer, uploads_month date,
    language text, role text, token_generation integer, last_login timestamptz, blocked_at timestamptz,
    parked_at timestamptz, erase_after timestamptz, erased_at timestamptz, created_at timestamptz,
    updated_at timestamptz
  )`;

export const SIGN_IN_2 = `
  CREATE FUNCTION public.sign_in(
    p_clerk_user_id text, p_phone_number text, p_name text, p_phone_is_verified boolean, p_is_admin boolean,
    p_referral_code text, p_session_id text, p_clerk_state_at timestamptz
  ) RETURNS ${ANSWER}
    LANGUAGE plpgsql SECURITY DEFINER ROWS 1 ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      given_name text := nullif(btrim(p_name), '');
      decision text := 'returning';
      account public.users;
      settled record;
      refused_id uuid;
    BEGIN
      account := public.sign_in_again(p_clerk_user_id, p_phone_number, given_name, p_session_id);

      IF account.id IS NULL AND p_phone_is_verified THEN
        settled := public.settle_sign_in(p_clerk_user_id, p_phone_number, given_name, p_is_admin, p_referral_code,
                                         p_session_id, p_clerk_state_at);
        decision := settled.outcome;
        account := settled.account;
        refused_id := settled.refused_id;
      ELSIF account.id IS NULL THEN
        SELECT users.id INTO refused_id FROM public.users
        WHERE clerk_user_id = p_clerk_user_id AND phone_number = p_phone_number;
        decision := CASE
          WHEN EXISTS (SELECT FROM public.ended_clerk_sessions WHERE session_id = p_session_id) THEN 'session_ended'
          WHEN EXISTS (SELECT FROM public.users WHERE users.id = refused_id AND blocked_at IS NOT NULL) THEN 'blocked'
          ELSE 'verification_needed'
        END;
      END IF;

      IF decision IN ('session_ended', 'blocked', 'parked') THEN
        INSERT INTO public.audit_log (subject_id, action, details) VALUES (refused_id, 'sign_in.refused',
          jsonb_build_object('reason', decision, 'clerkUserId', p_clerk_user_id));
      END IF;
      IF p_is_admin AND account.role <> 'admin' THEN
        account := public.grant_admin(account.id);
      END IF;

      -- By name: a column added to the table later must not change what this returns.
      RETURN QUERY SELECT decision, account.id, account.phone_number, account.clerk_user_id, account.owner_name,
        account.phone_verified, account.shop_name, account.city, account.state, account.pincode,
        account.referral_code, account.subscription_status, account.documents_uploaded,
        account.monthly_upload_limit, account.uploads_used_this_month, account.uploads_month, account.language,
        account.role, account.token_generation, account.last_login, account.blocked_at, account.parked_at,
        account.erase_after, account.erased_at, account.created_at, account.updated_at;
    END $$;
  COMMENT ON FUNCTION public.sign_in(text, text, text, boolean, boolean, text, text, timestamptz) IS
    'One sign-in, one statement; see docs/decisions/0002-row-level-security-and-sql-functions.md';
`;

/** Builds of before this migration call it while a deployment is under way; a later migration takes it away. */
const SIGN_IN_OF_OLDER_BUILDS = `
  CREATE FUNCTION public.sign_in(
    p_clerk_user_id text, p_phone_number text, p_name text, p_phone_is_verified boolean, p_is_admin boolean,
    p_referral_code text
  ) RETURNS ${ANSWER}
    LANGUAGE sql SECURITY DEFINER ROWS 1 ${SETTINGS}
    AS $$
      -- They know no ended session; a block they answer with 403.
      SELECT CASE outcome WHEN 'session_ended' THEN 'blocked' ELSE outcome END, id, phone_number, clerk_user_id,
        owner_name, phone_verified, shop_name, city, state, pincode, referral_code, subscription_status,
        documents_uploaded, monthly_upload_limit, uploads_used_this_month, uploads_month, language, role,
        token_generation, last_login, blocked_at, parked_at, erase_after, erased_at, created_at, updated_at
      FROM public.sign_in(p_clerk_user_id, p_phone_number, p_name, p_phone_is_verified, p_is_admin, p_referral_code,
                          NULL, NULL)
    $$;
`;

/** What the API refuses before the database could. */
const REFUSE_SIGN_IN = `
  CREATE FUNCTION public.refuse_sign_in(p_clerk_user_id text, p_reason text) RETURNS void
    LANGUAGE sql SECURITY DEFINER ${SETTINGS}
    AS $$
      INSERT INTO public.audit_log (subject_id, action, details) VALUES (
        (SELECT id FROM public.users WHERE clerk_user_id = p_clerk_user_id), 'sign_in.refused',
        jsonb_build_object('reason', p_reason, 'clerkUserId', p_clerk_user_id))
    $$;
  COMMENT ON FUNCTION public.refuse_sign_in IS 'Writes down that a holder of a valid Clerk session was not let in';
`;
