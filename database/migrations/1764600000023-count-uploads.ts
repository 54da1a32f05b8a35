import { type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  COUNTED_UPLOADS_POLICIES,
  DROP_QUOTA_POLICIES,
  QUOTA_POLICIES,
} from '../row-level-security/quota.ts';

/**
 * Uploads counted against the month's limit. The functions that count belong to bharatprint_quota, which nobody can log in
 * as.
 */
export class CountUploads1764600000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${uploadMonthBy('public.present()')}
      GRANT EXECUTE ON FUNCTION public.present() TO ${USERS_OF_THE_CLOCK};
      ${COUNTED_UPLOADS}
      ${COUNTED_UPLOADS_POLICIES}
      ${QUOTA_POLICIES}
    `);
    for (const role of ROLES) {
      const functions = FUNCTIONS.filter((one) => one.role === role);
      await runner.query(`
        GRANT CREATE ON SCHEMA public TO ${role};
        SET LOCAL ROLE ${role};
        ${functions.map(({ statement }) => statement).join('\n')}
        ${functions.map(({ name, callers }) => openTo(name, callers)).join('\n')}
        SET LOCAL ROLE bharatprint_owner;
        REVOKE CREATE ON SCHEMA public FROM ${role};
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    const drops = FUNCTIONS.toReversed().map(
      ({ name, role }) => `SET LOCAL ROLE ${role}; DROP FUNCTION public.${name};`,
    );
    await runner.query(`
      ${drops.join('\n')}
      SET LOCAL ROLE bharatprint_owner;
      ${DROP_QUOTA_POLICIES}
      DROP TABLE public.counted_uploads;
      REVOKE EXECUTE ON FUNCTION public.present() FROM ${USERS_OF_THE_CLOCK};
      ${uploadMonthBy('now()')}
    `);
  }
}

const SETTINGS = 'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp';
const USERS_OF_THE_CLOCK = 'bharatprint_api, bharatprint_sign_in, bharatprint_admin, bharatprint_quota';

function uploadMonthBy(clock: string): string {
  return `
    CREATE OR REPLACE FUNCTION public.upload_month() RETURNS date
      LANGUAGE sql STABLE
      AS $$ SELECT date_trunc('month', ${clock} AT TIME ZONE 'Asia/Kolkata')::date $$;`;
}

function openTo(name: string, callers: string): string {
  return `
    REVOKE EXECUTE ON FUNCTION public.${name} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION public.${name} TO ${callers};`;
}

const COUNTED_UPLOADS = `
  CREATE TABLE public.counted_uploads (
    user_id uuid NOT NULL CONSTRAINT counted_uploads_user_id_fkey REFERENCES public.users (id),
    id uuid NOT NULL,
    month date NOT NULL CONSTRAINT counted_uploads_month_check CHECK (extract(day FROM month) = 1),
    counted_at timestamptz NOT NULL DEFAULT now(),
    given_back_at timestamptz,
    -- The client chooses the id, so it is an account's own: whether others know the same one is nothing it can find out.
    CONSTRAINT counted_uploads_pkey PRIMARY KEY (user_id, id)
  );
  COMMENT ON COLUMN public.counted_uploads.id IS 'The upload, as its client named it: named twice it counts once';
  COMMENT ON COLUMN public.counted_uploads.month IS 'The month of the counter it was counted in';
  CREATE INDEX counted_uploads_counted_at_idx ON public.counted_uploads (counted_at);
`;

const QUOTA = `month date, used integer, upload_limit integer, plan text, referral_uploads integer,
    month_turns_at timestamptz, seconds_to_turn integer`;

/** Not SQL but PL/pgSQL, which keeps its plans: consume_upload() asks for it with every upload. */
const UPLOAD_QUOTA = `
  CREATE FUNCTION public.upload_quota(p_user_id uuid) RETURNS TABLE (${QUOTA})
    LANGUAGE plpgsql STABLE ROWS 1 ${SETTINGS}
    AS $$
    DECLARE
      this_month date;
      turns_at timestamptz;
    BEGIN
      SELECT greatest(users.uploads_month, public.upload_month()) INTO this_month FROM public.users WHERE users.id = p_user_id;
      turns_at := (this_month + interval '1 month') AT TIME ZONE 'Asia/Kolkata';
      RETURN QUERY
        SELECT this_month,
          CASE WHEN users.uploads_month < this_month THEN 0 ELSE users.uploads_used_this_month END,
          users.monthly_upload_limit, users.subscription_status,
          (SELECT coalesce(sum(uploads), 0)::integer FROM public.upload_grants WHERE user_id = p_user_id),
          turns_at, greatest(1, ceil(extract(epoch FROM turns_at - public.present())))::integer
        FROM public.users
        WHERE users.id = p_user_id
          AND users.blocked_at IS NULL AND users.parked_at IS NULL AND users.erased_at IS NULL;
    END $$;
  COMMENT ON FUNCTION public.upload_quota IS
    'Where an account stands this month, or no row when it is blocked, parked or erased';
`;

/**
 * The row of the account is what parallel uploads queue for; each finds the counter as the one before left it. The limit is
 * looked at by the very statement that counts.
 */
const CONSUME_UPLOAD = `
  CREATE FUNCTION public.consume_upload(p_user_id uuid, p_upload_id uuid) RETURNS TABLE (outcome text, ${QUOTA})
    LANGUAGE plpgsql ROWS 1 ${SETTINGS}
    AS $$
    DECLARE
      this_month date := public.upload_month();
      counted_month date;
      what text;
    BEGIN
      BEGIN
        UPDATE public.users
        -- Another replica of the database may be a moment behind: the month of a counter never turns back.
        SET uploads_month = greatest(users.uploads_month, this_month),
          uploads_used_this_month =
            CASE WHEN users.uploads_month < this_month THEN 0 ELSE users.uploads_used_this_month END + 1,
          documents_uploaded = users.documents_uploaded + 1
        WHERE users.id = p_user_id
          AND users.blocked_at IS NULL AND users.parked_at IS NULL AND users.erased_at IS NULL
          AND CASE WHEN users.uploads_month < this_month THEN 0 ELSE users.uploads_used_this_month END
            < users.monthly_upload_limit
        RETURNING users.uploads_month INTO counted_month;
        IF FOUND THEN
          INSERT INTO public.counted_uploads (user_id, id, month, counted_at)
          VALUES (p_user_id, p_upload_id, counted_month, public.present());
          what := 'counted';
        END IF;
      EXCEPTION WHEN unique_violation THEN
        -- Counted before, be it a moment ago: leaving the block took the second count back.
        what := NULL;
      END;
      IF what IS NULL THEN
        SELECT CASE WHEN counted.given_back_at IS NULL THEN 'repeated' ELSE 'given_back' END INTO what
        FROM public.counted_uploads AS counted WHERE counted.user_id = p_user_id AND counted.id = p_upload_id;
      END IF;
      RETURN QUERY SELECT coalesce(what, 'exceeded'), quota.* FROM public.upload_quota(p_user_id) AS quota;
    END $$;
  COMMENT ON FUNCTION public.consume_upload IS
    'Counts an upload once: counted, repeated (was before), given_back (was, and is free again), or exceeded; no row when the account is blocked, parked or erased';
`;

const GIVE_BACK_UPLOAD = `
  CREATE FUNCTION public.give_back_upload(p_user_id uuid, p_upload_id uuid) RETURNS text
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      counted_month date;
    BEGIN
      PERFORM FROM public.users WHERE id = p_user_id FOR NO KEY UPDATE;
      UPDATE public.counted_uploads SET given_back_at = public.present()
      WHERE user_id = p_user_id AND id = p_upload_id AND given_back_at IS NULL
      RETURNING month INTO counted_month;
      IF NOT FOUND THEN
        PERFORM FROM public.counted_uploads WHERE user_id = p_user_id AND id = p_upload_id;
        RETURN CASE WHEN FOUND THEN 'given_back_before' ELSE 'unknown' END;
      END IF;
      -- A month that is over has nothing left to give; documents_uploaded says what was uploaded, and never falls.
      UPDATE public.users SET uploads_used_this_month = uploads_used_this_month - 1
      WHERE id = p_user_id AND uploads_month = counted_month AND uploads_used_this_month > 0;
      RETURN 'given_back';
    END $$;
  COMMENT ON FUNCTION public.give_back_upload IS
    'Frees the unit of a counted upload, once: given_back, given_back_before, or unknown';
`;

/** As migration 21 has it. */
const USER_DETAIL = `TABLE (
    id uuid, phone_number text, phone_verified boolean, clerk_user_id text, owner_name text, shop_name text, city text,
    state text, pincode text, language text, role text, referral_code text, subscription_status text, status text,
    documents_uploaded integer, monthly_upload_limit integer, uploads_used_this_month integer,
    last_login timestamptz, blocked_at timestamptz, parked_at timestamptz, erase_after timestamptz,
    erased_at timestamptz, created_at timestamptz, updated_at timestamptz, former_phone_numbers jsonb,
    invited bigint, rewarded bigint, invited_by uuid
  )`;

const ADMIN_GIVE_BACK_UPLOAD = `
  CREATE FUNCTION public.admin_give_back_upload(p_id uuid, p_upload_id uuid, p_reason text) RETURNS ${USER_DETAIL}
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      subject public.users := public.admin_subject(p_id);
      outcome text;
    BEGIN
      IF subject.erased_at IS NOT NULL THEN
        PERFORM public.admin_refuse('user.erased');
      END IF;
      outcome := public.give_back_upload(p_id, p_upload_id);
      IF outcome = 'unknown' THEN
        PERFORM public.admin_refuse('request.not_found');
      ELSIF outcome = 'given_back_before' THEN
        PERFORM public.admin_refuse('quota.given_back');
      END IF;
      PERFORM public.admin_act('admin.upload_given_back', p_id, jsonb_build_object(
        'uploadId', p_upload_id, 'reason', p_reason));
      RETURN QUERY SELECT * FROM public.admin_user_detail(p_id);
    END $$;
`;

/** A year of months, and the present one, for whoever asks what was counted; the counters themselves need no row. */
const FORGET_COUNTED_UPLOADS = `
  CREATE FUNCTION public.forget_counted_uploads(p_limit integer) RETURNS integer
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      forgotten integer;
    BEGIN
      DELETE FROM public.counted_uploads WHERE (user_id, id) IN (
        SELECT user_id, id FROM public.counted_uploads
        WHERE counted_at < public.present() - interval '13 months' ORDER BY counted_at LIMIT p_limit
      );
      GET DIAGNOSTICS forgotten = ROW_COUNT;
      RETURN forgotten;
    END $$;
  COMMENT ON FUNCTION public.forget_counted_uploads IS
    'Forgets up to p_limit uploads counted more than 13 months ago and says how many';
`;

const ROLES = ['bharatprint_quota', 'bharatprint_admin', 'bharatprint_lifecycle'];

const FUNCTIONS = [
  { name: 'upload_quota', statement: UPLOAD_QUOTA, role: 'bharatprint_quota', callers: 'bharatprint_api' },
  {
    name: 'consume_upload',
    statement: CONSUME_UPLOAD,
    role: 'bharatprint_quota',
    callers: 'bharatprint_api',
  },
  {
    name: 'give_back_upload',
    statement: GIVE_BACK_UPLOAD,
    role: 'bharatprint_quota',
    callers: 'bharatprint_api, bharatprint_admin',
  },
  {
    name: 'admin_give_back_upload',
    statement: ADMIN_GIVE_BACK_UPLOAD,
    role: 'bharatprint_admin',
    callers: 'bharatprint_api',
  },
  {
    name: 'forget_counted_uploads',
    statement: FORGET_COUNTED_UPLOADS,
    role: 'bharatprint_lifecycle',
    callers: 'bharatprint_api',
  },
];
