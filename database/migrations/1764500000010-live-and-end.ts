import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * The rest of an account's life: signing out everywhere, following the Clerk user, and being erased.
 * Its functions belong to bharatprint_lifecycle, which nobody can log in as.
 */
export class LiveAndEnd1764500000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PRESENT);
    await runner.query(`
      SET LOCAL ROLE bharatprint_sign_in;
      GRANT EXECUTE ON FUNCTION public.record_sign_in TO bharatprint_lifecycle;
      SET LOCAL ROLE bharatprint_owner;
      GRANT CREATE ON SCHEMA public TO bharatprint_lifecycle;
      SET LOCAL ROLE bharatprint_lifecycle;
    `);
    for (const { statement } of FUNCTIONS) await runner.query(statement);
    await runner.query(`
      GRANT EXECUTE ON FUNCTION public.phone_digest TO bharatprint_sign_in;
      REVOKE EXECUTE ON FUNCTION ${FUNCTIONS.map(({ name }) => `public.${name}`).join(', ')} FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ${FUNCTIONS.flatMap(({ name, isForApi }) => (isForApi ? [`public.${name}`] : [])).join(', ')}
        TO bharatprint_api;
      SET LOCAL ROLE bharatprint_owner;
      REVOKE CREATE ON SCHEMA public FROM bharatprint_lifecycle;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL ROLE bharatprint_lifecycle;
      ${FUNCTIONS.map(({ name }) => `DROP FUNCTION public.${name};`)
        .reverse()
        .join('\n')}
      SET LOCAL ROLE bharatprint_owner;
      SET LOCAL ROLE bharatprint_sign_in;
      REVOKE EXECUTE ON FUNCTION public.record_sign_in FROM bharatprint_lifecycle;
      SET LOCAL ROLE bharatprint_owner;
      DROP FUNCTION public.present;
    `);
  }
}

const SETTINGS = 'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp';
/** Whom the transaction speaks for; see backend/src/database/row-scope.ts. */
const CALLER = `nullif(current_setting('app.user_id', true), '')::uuid`;
const GRACE = `interval '7 days'`;

const PRESENT = `
  CREATE FUNCTION public.present() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT now()';
  COMMENT ON FUNCTION public.present IS 'The clock of what falls due; a test may move it';
  REVOKE EXECUTE ON FUNCTION public.present FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public.present TO bharatprint_lifecycle;
`;

const END_CLERK_SESSIONS = `
  CREATE FUNCTION public.end_clerk_sessions(p_session_ids text[]) RETURNS void
    LANGUAGE sql ${SETTINGS}
    AS $$
      INSERT INTO public.ended_clerk_sessions (session_id)
      SELECT DISTINCT unnest(p_session_ids) ON CONFLICT DO NOTHING
    $$;
`;

/** A session token lives on for a minute after its session: those sessions are remembered as ended. */
const SIGN_OUT_EVERYWHERE = `
  CREATE FUNCTION public.sign_out_everywhere(p_session_ids text[]) RETURNS void
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    BEGIN
      UPDATE public.users SET token_generation = token_generation + 1 WHERE id = ${CALLER};
      PERFORM public.end_clerk_sessions(p_session_ids);
      INSERT INTO public.audit_log (actor_id, subject_id, action)
      VALUES (${CALLER}, ${CALLER}, 'user.signed_out_everywhere');
    END $$;
  COMMENT ON FUNCTION public.sign_out_everywhere IS
    'Ends every app token of the caller, and makes these Clerk sessions worthless for new ones';
`;

const REQUEST_ERASURE = `
  CREATE FUNCTION public.request_erasure(p_session_ids text[]) RETURNS timestamptz
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      due timestamptz;
    BEGIN
      -- Asked for twice, it is due when it was first to be.
      UPDATE public.users
      SET erase_after = coalesce(erase_after, now() + ${GRACE}), token_generation = token_generation + 1
      WHERE id = ${CALLER}
      RETURNING erase_after INTO due;
      PERFORM public.end_clerk_sessions(p_session_ids);
      INSERT INTO public.audit_log (actor_id, subject_id, action)
      VALUES (${CALLER}, ${CALLER}, 'user.erasure_requested');
      RETURN due;
    END $$;
  COMMENT ON FUNCTION public.request_erasure IS
    'Marks the caller''s account for erasure in seven days and signs it out; a later sign-in calls it off';
`;

const IS_NEW_DELIVERY = `
  CREATE FUNCTION public.is_new_delivery(p_svix_id text, p_type text) RETURNS boolean
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    BEGIN
      -- Waits for another transaction that has the same id: when that one fails, this one is the first after all.
      INSERT INTO public.webhook_deliveries (svix_id, type) SELECT p_svix_id, p_type WHERE p_svix_id IS NOT NULL
      ON CONFLICT DO NOTHING;
      RETURN FOUND OR p_svix_id IS NULL;
    END $$;
`;

/**
 * What Clerk says of a user, applied to the row bound to that user. Never makes a row: that is the sign-in's.
 * The outcome is for logs and the reconciliation's report.
 */
export const FOLLOW_CLERK_USER = `
  CREATE FUNCTION public.follow_clerk_user(
    p_svix_id text, p_clerk_user_id text, p_verified_phone_number text, p_is_banned boolean, p_state_at timestamptz
  ) RETURNS text
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      candidate public.users;
      mine public.users;
      holder public.users;
      account public.users;
    BEGIN
      IF NOT public.is_new_delivery(p_svix_id, 'user.updated') THEN
        RETURN 'duplicate';
      END IF;
      PERFORM public.lock_identity(p_clerk_user_id, p_verified_phone_number);
      FOR candidate IN
        SELECT * FROM public.users
        WHERE clerk_user_id = p_clerk_user_id OR phone_number = p_verified_phone_number
        ORDER BY id FOR UPDATE
      LOOP
        IF candidate.clerk_user_id = p_clerk_user_id THEN mine := candidate; END IF;
        IF candidate.phone_number = p_verified_phone_number THEN holder := candidate; END IF;
      END LOOP;

      IF mine.id IS NULL THEN
        RETURN 'unknown';
      END IF;
      IF mine.clerk_state_at >= p_state_at THEN
        RETURN 'stale';
      END IF;

      UPDATE public.users SET clerk_state_at = p_state_at WHERE id = mine.id;
      IF mine.parked_at IS NOT NULL THEN
        RETURN 'parked';
      END IF;

      IF p_is_banned OR p_verified_phone_number IS NULL OR (holder.blocked_at IS NOT NULL AND holder.id <> mine.id) THEN
        -- Clerk lets the user in no more, vouches for no number, or the new one is of a blocked account, which must not
        -- get out of its block this way: whoever signs in next, be it with a token made before, is looked up at Clerk.
        UPDATE public.users SET phone_verified = false, token_generation = token_generation + 1
        WHERE id = mine.id AND phone_verified;
        RETURN CASE WHEN FOUND THEN 'unverified' ELSE 'unchanged' END;
      END IF;

      IF holder.id = mine.id THEN
        UPDATE public.users SET phone_verified = true WHERE id = mine.id AND NOT phone_verified;
        RETURN CASE WHEN FOUND THEN 'verified' ELSE 'unchanged' END;
      END IF;

      UPDATE public.users
      SET phone_number = NULL, parked_at = now(), token_generation = token_generation + 1
      WHERE id = holder.id;
      UPDATE public.users SET phone_number = p_verified_phone_number, phone_verified = true WHERE id = mine.id
      RETURNING * INTO account;
      PERFORM public.record_sign_in('phone_changed', account, mine, holder);
      RETURN 'phone_changed';
    END $$;
  COMMENT ON FUNCTION public.follow_clerk_user IS
    'Brings the row of a Clerk user to the state Clerk had at p_state_at, unless it follows a newer one already';
`;

/** The row loses its Clerk user at once, so that no token still under way can bring it back. */
const FOLLOW_CLERK_DELETION = `
  CREATE FUNCTION public.follow_clerk_deletion(p_svix_id text, p_clerk_user_id text) RETURNS text
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      subject uuid;
    BEGIN
      IF NOT public.is_new_delivery(p_svix_id, 'user.deleted') THEN
        RETURN 'duplicate';
      END IF;
      PERFORM public.lock_identity(p_clerk_user_id, NULL);
      UPDATE public.users
      SET clerk_user_id = NULL, clerk_state_at = NULL, token_generation = token_generation + 1,
        -- Whoever is bound to the number next is not known yet.
        role = 'owner', erase_after = coalesce(erase_after, now() + ${GRACE})
      WHERE clerk_user_id = p_clerk_user_id
      RETURNING id INTO subject;
      -- After the row, as erase_due_users() does it: in the other order the two could wait for each other.
      INSERT INTO public.deleted_clerk_users (clerk_user_id, gone_at_clerk_at) VALUES (p_clerk_user_id, now())
      ON CONFLICT (clerk_user_id) DO UPDATE
        SET gone_at_clerk_at = coalesce(deleted_clerk_users.gone_at_clerk_at, now());
      IF subject IS NULL THEN
        RETURN 'unknown';
      END IF;
      INSERT INTO public.audit_log (subject_id, action, details) VALUES (subject, 'user.deleted_at_clerk',
        jsonb_build_object('clerkUserId', p_clerk_user_id));
      RETURN 'deleted';
    END $$;
  COMMENT ON FUNCTION public.follow_clerk_deletion IS
    'Remembers that a Clerk user is gone for good, ends its tokens and marks its account for erasure in seven days';
`;

/** A number its owner gave up must not go on opening the account at Clerk for whoever has it next. */
const FORMER_NUMBERS_AMONG = `
  CREATE FUNCTION public.former_numbers_among(
    p_clerk_user_id text, p_phone_numbers text[], p_added_at timestamptz[]
  ) RETURNS SETOF text
    LANGUAGE sql STABLE ${SETTINGS}
    AS $$
      SELECT DISTINCT former.phone_number
      FROM public.users
      JOIN public.phone_history AS former ON former.user_id = users.id
      -- Added at Clerk since it was given up, it is on its way back.
      JOIN unnest(p_phone_numbers, p_added_at) AS here (phone_number, added_at)
        ON here.phone_number = former.phone_number AND here.added_at < former.released_at
      WHERE users.clerk_user_id = p_clerk_user_id AND former.phone_number IS DISTINCT FROM users.phone_number
    $$;
  COMMENT ON FUNCTION public.former_numbers_among IS
    'Which of these numbers the account of a Clerk user has given up; it says nothing of other numbers';
`;

const PHONE_DIGEST = `
  CREATE FUNCTION public.phone_digest(p_phone_number text) RETURNS bytea
    LANGUAGE sql STABLE ${SETTINGS}
    AS $$
      -- Key and number both have one length, so the plain hash of the two is as good as an HMAC.
      SELECT sha256(key || convert_to(p_phone_number, 'UTF8')) FROM public.phone_digest_key
    $$;
`;

/**
 * Frees numbers and Clerk users but gives none to a row, hence takes no lock but the rows': a sign-in that waits for one
 * of them finds it without its number.
 */
const ERASE_DUE_USERS = `
  CREATE FUNCTION public.erase_due_users(p_limit integer) RETURNS integer
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      due uuid[];
    BEGIN
      SELECT array_agg(id) INTO due FROM (
        SELECT id FROM public.users
        WHERE erase_after <= public.present() AND erased_at IS NULL
        ORDER BY erase_after LIMIT p_limit FOR UPDATE SKIP LOCKED
      ) AS locked;

      INSERT INTO public.erased_phone_numbers (user_id, digest)
      SELECT id, public.phone_digest(phone_number) FROM public.users
      WHERE id = ANY (due) AND phone_number IS NOT NULL
      UNION
      SELECT user_id, public.phone_digest(phone_number) FROM public.phone_history WHERE user_id = ANY (due)
      ON CONFLICT DO NOTHING;
      DELETE FROM public.phone_history WHERE user_id = ANY (due);

      INSERT INTO public.deleted_clerk_users (clerk_user_id)
      SELECT clerk_user_id FROM public.users WHERE id = ANY (due) AND clerk_user_id IS NOT NULL
      ON CONFLICT DO NOTHING;

      UPDATE public.users
      SET phone_number = NULL, clerk_user_id = NULL, clerk_state_at = NULL, owner_name = NULL, phone_verified = false,
        shop_name = NULL, city = NULL, state = NULL, pincode = NULL, language = 'en', role = 'owner',
        last_login = NULL, erase_after = NULL, erased_at = now(), token_generation = token_generation + 1
      WHERE id = ANY (due);
      INSERT INTO public.audit_log (subject_id, action) SELECT unnest(due), 'user.erased';
      RETURN coalesce(cardinality(due), 0);
    END $$;
  COMMENT ON FUNCTION public.erase_due_users IS
    'Erases up to p_limit accounts whose time has come and says how many; several may run it at once';
`;

const CLERK_DELETIONS_DUE = `
  CREATE FUNCTION public.clerk_deletions_due(p_limit integer) RETURNS SETOF text
    LANGUAGE sql ${SETTINGS}
    AS $$
      UPDATE public.deleted_clerk_users SET attempted_at = now()
      WHERE clerk_user_id IN (
        SELECT clerk_user_id FROM public.deleted_clerk_users
        WHERE gone_at_clerk_at IS NULL AND coalesce(attempted_at, '-infinity') < now() - interval '1 minute'
        ORDER BY attempted_at NULLS FIRST LIMIT p_limit FOR UPDATE SKIP LOCKED
      )
      RETURNING clerk_user_id
    $$;
  COMMENT ON FUNCTION public.clerk_deletions_due IS
    'Clerk users of erased accounts that Clerk still has, each handed out once a minute until it is gone';
`;

const CLERK_DELETION_DONE = `
  CREATE FUNCTION public.clerk_deletion_done(p_clerk_user_id text) RETURNS void
    LANGUAGE sql ${SETTINGS}
    AS $$
      UPDATE public.deleted_clerk_users SET gone_at_clerk_at = coalesce(gone_at_clerk_at, now())
      WHERE clerk_user_id = p_clerk_user_id
    $$;
`;

/** Clerk's webhooks are sent again for days, its sessions live for weeks; after that nobody asks for these any more. */
const FORGET_OLD_RECORDS = `
  CREATE FUNCTION public.forget_old_records() RETURNS void
    LANGUAGE sql ${SETTINGS}
    AS $$
      DELETE FROM public.webhook_deliveries WHERE received_at < public.present() - interval '30 days';
      DELETE FROM public.ended_clerk_sessions WHERE ended_at < public.present() - interval '1 year';
    $$;
`;

const BOUND_CLERK_USERS = `
  CREATE FUNCTION public.bound_clerk_users(p_after text, p_limit integer) RETURNS SETOF text
    LANGUAGE sql STABLE ${SETTINGS}
    AS $$
      SELECT clerk_user_id FROM public.users WHERE clerk_user_id > p_after ORDER BY clerk_user_id LIMIT p_limit
    $$;
  COMMENT ON FUNCTION public.bound_clerk_users IS 'Which Clerk users rows are bound to, and nothing else of them';
`;

const FUNCTIONS = [
  { name: 'end_clerk_sessions', statement: END_CLERK_SESSIONS, isForApi: false },
  { name: 'sign_out_everywhere', statement: SIGN_OUT_EVERYWHERE, isForApi: true },
  { name: 'request_erasure', statement: REQUEST_ERASURE, isForApi: true },
  { name: 'is_new_delivery', statement: IS_NEW_DELIVERY, isForApi: false },
  { name: 'follow_clerk_user', statement: FOLLOW_CLERK_USER, isForApi: true },
  { name: 'follow_clerk_deletion', statement: FOLLOW_CLERK_DELETION, isForApi: true },
  { name: 'former_numbers_among', statement: FORMER_NUMBERS_AMONG, isForApi: true },
  { name: 'phone_digest', statement: PHONE_DIGEST, isForApi: false },
  { name: 'erase_due_users', statement: ERASE_DUE_USERS, isForApi: true },
  { name: 'clerk_deletions_due', statement: CLERK_DELETIONS_DUE, isForApi: true },
  { name: 'clerk_deletion_done', statement: CLERK_DELETION_DONE, isForApi: true },
  { name: 'forget_old_records', statement: FORGET_OLD_RECORDS, isForApi: true },
  { name: 'bound_clerk_users', statement: BOUND_CLERK_USERS, isForApi: true },
];
