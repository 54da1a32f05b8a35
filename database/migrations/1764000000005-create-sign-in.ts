import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Who is signing in: one statement that finds, makes, binds or moves the account.
 * Its functions belong to bharatprint_sign_in, the only role that sees every user, and that nobody can log in as.
 */
export class CreateSignIn1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      GRANT CREATE ON SCHEMA public TO bharatprint_sign_in;
      SET LOCAL ROLE bharatprint_sign_in;
    `);
    for (const statement of [SIGN_IN_AGAIN, GRANT_ADMIN, RECORD_SIGN_IN, SETTLE_SIGN_IN, SIGN_IN]) {
      await runner.query(statement);
    }
    await runner.query(`
      REVOKE EXECUTE ON FUNCTION public.sign_in_again, public.grant_admin, public.record_sign_in,
        public.settle_sign_in, public.sign_in FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION public.sign_in TO bharatprint_api;
      SET LOCAL ROLE bharatprint_owner;
      REVOKE CREATE ON SCHEMA public FROM bharatprint_sign_in;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL ROLE bharatprint_sign_in;
      DROP FUNCTION public.sign_in;
      DROP FUNCTION public.settle_sign_in;
      DROP FUNCTION public.record_sign_in;
      DROP FUNCTION public.grant_admin;
      DROP FUNCTION public.sign_in_again;
      SET LOCAL ROLE bharatprint_owner;
    `);
  }
}

const SETTINGS = 'SET search_path = pg_catalog, public, pg_temp';

/** The common case, and the only one without a lock: this Clerk user still has this number. */
export const SIGN_IN_AGAIN = `
  CREATE FUNCTION public.sign_in_again(p_clerk_user_id text, p_phone_number text, p_name text) RETURNS public.users
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      account public.users;
    BEGIN
      UPDATE public.users
      SET last_login = now(), owner_name = coalesce(owner_name, p_name), erase_after = NULL
      WHERE clerk_user_id = p_clerk_user_id AND phone_number = p_phone_number AND blocked_at IS NULL
      RETURNING * INTO account;
      -- An update that waited for another one and then no longer matched keeps the row locked. Whoever takes the
      -- sign-in locks next must not hold a row, or two of them could wait for each other: roll it back.
      IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'no_data_found';
      END IF;
      RETURN account;
    EXCEPTION WHEN no_data_found THEN
      RETURN NULL;
    END $$;
`;

const GRANT_ADMIN = `
  CREATE FUNCTION public.grant_admin(p_user_id uuid) RETURNS public.users
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      account public.users;
    BEGIN
      UPDATE public.users SET role = 'admin' WHERE id = p_user_id RETURNING * INTO account;
      INSERT INTO public.audit_log (subject_id, action) VALUES (p_user_id, 'user.admin_granted');
      RETURN account;
    END $$;
`;

/** Writes down which number left which account, and why. */
const RECORD_SIGN_IN = `
  CREATE FUNCTION public.record_sign_in(
    p_outcome text, p_account public.users, p_before public.users, p_parked public.users
  ) RETURNS void
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      parking_reason text := CASE p_outcome WHEN 'created' THEN 'reissued' ELSE 'taken' END;
    BEGIN
      IF p_parked.id IS NOT NULL THEN
        INSERT INTO public.phone_history (user_id, phone_number, clerk_user_id, reason)
        VALUES (p_parked.id, p_parked.phone_number, p_parked.clerk_user_id, parking_reason);
        INSERT INTO public.audit_log (actor_id, subject_id, action, details)
        VALUES (p_account.id, p_parked.id, 'user.parked', jsonb_build_object('reason', parking_reason));
      END IF;

      IF p_outcome = 'phone_changed' THEN
        INSERT INTO public.phone_history (user_id, phone_number, clerk_user_id, reason)
        SELECT p_before.id, p_before.phone_number, p_before.clerk_user_id, 'changed'
        WHERE p_before.phone_number IS NOT NULL;
        INSERT INTO public.audit_log (actor_id, subject_id, action)
        VALUES (p_account.id, p_account.id, 'user.phone_changed');
      ELSIF p_outcome = 'rebound' THEN
        INSERT INTO public.audit_log (actor_id, subject_id, action, details)
        VALUES (p_account.id, p_account.id, 'user.rebound', jsonb_build_object(
          'fromClerkUserId', p_before.clerk_user_id, 'toClerkUserId', p_account.clerk_user_id));
      END IF;
    END $$;
`;

/**
 * Everything but the common case, one at a time for the same number or the same Clerk user.
 * Locks: class 7216002 of the two-number advisory locks, the second number a hash of the phone number or of the Clerk
 * user, taken in rising order. Whoever writes phone_number or clerk_user_id outside this function takes the same two.
 */
export const SETTLE_SIGN_IN = `
  CREATE FUNCTION public.settle_sign_in(
    p_clerk_user_id text, p_phone_number text, p_name text, p_is_admin boolean, p_referral_code text,
    OUT outcome text, OUT account public.users
  )
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      lock_keys integer[] := ARRAY[hashtext('phone ' || p_phone_number), hashtext('clerk ' || p_clerk_user_id)];
      candidate public.users;
      mine public.users;
      holder public.users;
      parked public.users;
      violated text;
    BEGIN
      PERFORM pg_advisory_xact_lock(7216002, least(lock_keys[1], lock_keys[2]));
      PERFORM pg_advisory_xact_lock(7216002, greatest(lock_keys[1], lock_keys[2]));

      -- The rows in one order too: two owners who swap numbers hold different locks but want the same rows.
      FOR candidate IN
        SELECT * FROM public.users
        WHERE clerk_user_id = p_clerk_user_id OR phone_number = p_phone_number
        ORDER BY id FOR UPDATE
      LOOP
        IF candidate.clerk_user_id = p_clerk_user_id THEN mine := candidate; END IF;
        IF candidate.phone_number = p_phone_number THEN holder := candidate; END IF;
      END LOOP;

      outcome := CASE
        WHEN mine.blocked_at IS NOT NULL THEN 'blocked'
        WHEN mine.parked_at IS NOT NULL THEN 'parked'
        WHEN holder.blocked_at IS NOT NULL THEN 'blocked'
        WHEN mine.id = holder.id THEN 'returning'
        WHEN mine.id IS NOT NULL THEN 'phone_changed'
        WHEN holder.id IS NULL THEN 'created'
        WHEN holder.clerk_user_id IS NULL THEN 'bound'
        -- An operator may give a number to somebody else after 90 days without use.
        WHEN coalesce(holder.last_login, holder.created_at) >= now() - interval '90 days' THEN 'rebound'
        ELSE 'created'
      END;
      IF outcome IN ('blocked', 'parked') THEN
        RETURN;
      END IF;

      IF outcome IN ('created', 'phone_changed') THEN
        parked := holder;
        UPDATE public.users
        SET phone_number = NULL, parked_at = now(), token_generation = token_generation + 1
        WHERE id = parked.id;
      END IF;

      IF outcome = 'created' THEN
        INSERT INTO public.users (phone_number, clerk_user_id, owner_name, phone_verified, referral_code, last_login)
        VALUES (p_phone_number, p_clerk_user_id, p_name, true, p_referral_code, now())
        RETURNING * INTO account;
      ELSE
        UPDATE public.users
        SET phone_number = p_phone_number, clerk_user_id = p_clerk_user_id, phone_verified = true,
          last_login = now(), owner_name = coalesce(owner_name, p_name), erase_after = NULL,
          token_generation = token_generation + (outcome = 'rebound')::int,
          -- Rights given to one person do not go to the next with the number.
          role = CASE WHEN outcome = 'rebound' AND p_is_admin IS NOT TRUE THEN 'owner' ELSE role END
        WHERE id = coalesce(mine.id, holder.id)
        RETURNING * INTO account;
      END IF;
      PERFORM public.record_sign_in(outcome, account, coalesce(mine, holder), parked);
    EXCEPTION WHEN unique_violation THEN
      GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
      IF violated <> 'users_referral_code_key' THEN
        RAISE;
      END IF;
      outcome := 'referral_code_taken';
      account := NULL;
    END $$;
`;

export const SIGN_IN = `
  CREATE FUNCTION public.sign_in(
    p_clerk_user_id text, p_phone_number text, p_name text, p_phone_is_verified boolean, p_is_admin boolean,
    p_referral_code text
  ) RETURNS TABLE (
    outcome text, id uuid, phone_number text, clerk_user_id text, owner_name text, phone_verified boolean,
    shop_name text, city text, state text, pincode text, referral_code text, subscription_status text,
    documents_uploaded integer, monthly_upload_limit integer, uploads_used_this_month integer, uploads_month date,
    language text, role text, token_generation integer, last_login timestamptz, blocked_at timestamptz,
    parked_at timestamptz, erase_after timestamptz, erased_at timestamptz, created_at timestamptz,
    updated_at timestamptz
  )
    LANGUAGE plpgsql SECURITY DEFINER ROWS 1 ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      given_name text := nullif(btrim(p_name), '');
      decision text := 'returning';
      account public.users;
      settled record;
    BEGIN
      account := public.sign_in_again(p_clerk_user_id, p_phone_number, given_name);

      IF account.id IS NULL AND p_phone_is_verified THEN
        settled := public.settle_sign_in(p_clerk_user_id, p_phone_number, given_name, p_is_admin, p_referral_code);
        decision := settled.outcome;
        account := settled.account;
      ELSIF account.id IS NULL THEN
        decision := CASE WHEN EXISTS (
          SELECT FROM public.users
          WHERE clerk_user_id = p_clerk_user_id AND phone_number = p_phone_number AND blocked_at IS NOT NULL
        ) THEN 'blocked' ELSE 'verification_needed' END;
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
  COMMENT ON FUNCTION public.sign_in IS
    'One sign-in, one statement; see docs/decisions/0002-row-level-security-and-sql-functions.md';
`;
