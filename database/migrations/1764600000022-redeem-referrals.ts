import { type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  DROP_REFERRAL_FUNCTIONS_POLICIES,
  REFERRAL_FUNCTIONS_POLICIES,
  REFERRAL_LINK_OPENS_POLICIES,
} from '../row-level-security/referrals.ts';

/**
 * Codes are redeemed, referrals activated and rewarded. Its functions belong to bharatprint_referrals, which nobody can log
 * in as.
 */
export class RedeemReferrals1764600000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE public.referral_link_opens (
        day date CONSTRAINT referral_link_opens_pkey PRIMARY KEY,
        opens bigint NOT NULL CONSTRAINT referral_link_opens_opens_check CHECK (opens > 0)
      );
      COMMENT ON TABLE public.referral_link_opens IS
        'How often a valid code was looked up on a day in Asia/Kolkata';
      ${REFERRAL_LINK_OPENS_POLICIES}
      CREATE INDEX referrals_joined_at_idx ON public.referrals (joined_at);
      CREATE INDEX referrals_activated_at_idx ON public.referrals (activated_at) WHERE activated_at IS NOT NULL;
      CREATE INDEX referrals_referrer_id_rewarded_at_idx ON public.referrals (referrer_id, rewarded_at)
        WHERE rewarded_at IS NOT NULL;
      ${REFERRAL_FUNCTIONS_POLICIES}
      GRANT CREATE ON SCHEMA public TO bharatprint_referrals;
      SET LOCAL ROLE bharatprint_referrals;
    `);
    for (const { statement } of FUNCTIONS) await runner.query(statement);
    for (const { name, callers } of FUNCTIONS) {
      await runner.query(`REVOKE EXECUTE ON FUNCTION public.${name} FROM PUBLIC`);
      if (callers) await runner.query(`GRANT EXECUTE ON FUNCTION public.${name} TO ${callers}`);
    }
    await runner.query(`
      SET LOCAL ROLE bharatprint_owner;
      REVOKE CREATE ON SCHEMA public FROM bharatprint_referrals;
      ${TRIGGERS}
      GRANT CREATE ON SCHEMA public TO bharatprint_sign_in;
      SET LOCAL ROLE bharatprint_sign_in;
      ${SIGN_IN_BY_INVITATION}
      REVOKE EXECUTE ON FUNCTION ${SIGN_IN} FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ${SIGN_IN} TO bharatprint_api;
      SET LOCAL ROLE bharatprint_owner;
      REVOKE CREATE ON SCHEMA public FROM bharatprint_sign_in;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL ROLE bharatprint_sign_in;
      DROP FUNCTION ${SIGN_IN};
      SET LOCAL ROLE bharatprint_owner;
      DROP TRIGGER users_settle_referral ON public.users;
      DROP TRIGGER users_lock_referral_parties ON public.users;
      SET LOCAL ROLE bharatprint_referrals;
      ${FUNCTIONS.map(({ name }) => `DROP FUNCTION public.${name};`)
        .reverse()
        .join('\n')}
      SET LOCAL ROLE bharatprint_owner;
      ${DROP_REFERRAL_FUNCTIONS_POLICIES}
      DROP INDEX public.referrals_referrer_id_rewarded_at_idx, public.referrals_activated_at_idx,
        public.referrals_joined_at_idx;
      DROP TABLE public.referral_link_opens;
    `);
  }
}

const SETTINGS = 'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp';
/** Whom the transaction speaks for; see backend/src/database/row-scope.ts. */
const CALLER = `nullif(current_setting('app.user_id', true), '')::uuid`;
/** REWARD_UPLOADS, MOST_REWARDS_A_MONTH and REDEEM_WITHIN_DAYS of contracts/src/referral.ts, as they were. */
const REWARD_UPLOADS = 5;
const MOST_REWARDS_A_MONTH = 10;
const REDEEM_WITHIN = `interval '7 days'`;

const REFERRER_OF_CODE = `
  CREATE FUNCTION public.referrer_of_code(p_code text) RETURNS SETOF public.users
    LANGUAGE sql STABLE ROWS 1 ${SETTINGS}
    AS $$
      SELECT * FROM public.users
      WHERE referral_code = p_code AND blocked_at IS NULL AND parked_at IS NULL AND erased_at IS NULL
    $$;
`;

const LOOK_UP_REFERRAL_CODE = `
  CREATE FUNCTION public.look_up_referral_code(p_code text) RETURNS TABLE (shop_name text, city text)
    LANGUAGE sql STABLE ROWS 1 ${SETTINGS}
    AS $$ SELECT shop_name, city FROM public.referrer_of_code(p_code) $$;
  COMMENT ON FUNCTION public.look_up_referral_code IS 'What the shop behind a code shows to whoever has the code; no row without one';
`;

/**
 * Two browsers of one referee come one after the other, and nobody comes between looking for the referral and locking its
 * two accounts, which are locked in the one order of all accounts.
 */
const LOCK_REFERRAL_PARTIES = `
  CREATE FUNCTION public.lock_referral_parties(p_referee_id uuid, p_referrer_id uuid) RETURNS void
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(7216003, hashtext(p_referee_id::text));
      PERFORM FROM public.users
      WHERE id IN (p_referee_id, p_referrer_id, (
        SELECT referrer_id FROM public.referrals WHERE referee_id = p_referee_id AND status IN ('joined', 'held')))
      ORDER BY id FOR NO KEY UPDATE;
    END $$;
  COMMENT ON FUNCTION public.lock_referral_parties IS
    'Whoever makes or settles a referral calls this before it locks an account or the referral';
`;

/** A number comes once: not back from a former account, nor from one of the referrer's own. */
const NUMBER_WAS_HERE = `
  CREATE FUNCTION public.number_was_here(p_referee public.users, p_referrer public.users) RETURNS boolean
    LANGUAGE sql STABLE ${SETTINGS}
    AS $$
      SELECT EXISTS (
        SELECT FROM public.phone_history WHERE phone_number = p_referee.phone_number AND user_id <> p_referee.id
      ) OR EXISTS (
        SELECT FROM public.phone_history AS former
        WHERE former.user_id = p_referee.id AND (former.phone_number = p_referrer.phone_number OR EXISTS (
          SELECT FROM public.phone_history AS other
          WHERE other.user_id = p_referrer.id AND other.phone_number = former.phone_number))
      ) OR EXISTS (
        SELECT FROM public.erased_phone_numbers
        WHERE digest = public.phone_digest(p_referee.phone_number) AND user_id <> p_referee.id
      )
    $$;
`;

const ADD_REFERRAL = `
  CREATE FUNCTION public.add_referral(p_referee public.users, p_referrer public.users) RETURNS text
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      held_for text := CASE WHEN public.number_was_here(p_referee, p_referrer) THEN 'same_phone' END;
      first_status text := CASE WHEN held_for IS NULL THEN 'joined' ELSE 'held' END;
    BEGIN
      INSERT INTO public.referrals (referrer_id, referee_id, status, held_reason, joined_at)
      VALUES (p_referrer.id, p_referee.id, first_status, held_for, public.present());
      RETURN first_status;
    END $$;
`;

/** In the transaction that made the account: there is no moment in which the one is there without the other. */
const JOIN_BY_INVITATION = `
  CREATE FUNCTION public.join_by_invitation(p_new_user_id uuid, p_code text) RETURNS text
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      referee public.users;
      referrer public.users;
    BEGIN
      SELECT * INTO referrer FROM public.referrer_of_code(p_code);
      IF NOT FOUND OR referrer.id = p_new_user_id THEN
        RETURN 'code_unknown';
      END IF;
      SELECT * INTO referee FROM public.users WHERE id = p_new_user_id;
      RETURN public.add_referral(referee, referrer);
    END $$;
`;

/** Spaces, stops, and what nobody sees: with a zero-width space in it a name looks the same. */
const BETWEEN_LETTERS = [
  String.raw`\s!-/:-@[-\x60{-~।॥`,
  String.raw`\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u2000-\u206f\u3164\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff`,
].join('');

/** What is left of a shop's name when it is read out; `words_of()`, made for searching, keeps spaces and the invisible. */
function nameReadOut(account: string): string {
  return `regexp_replace(lower(normalize(${account}.shop_name, NFKC)), '[${BETWEEN_LETTERS}]', '', 'g')`;
}

/**
 * The only way from joined to rewarded, and there is no way back to joined: however often and from wherever it is called, a
 * referral pays once. The referrer's locked row keeps the count of this month's rewards still.
 */
const SETTLE_REFERRAL = `
  CREATE FUNCTION public.settle_referral(p_referee_id uuid) RETURNS void
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      referral public.referrals;
      referee public.users;
      referrer public.users;
      is_paid boolean;
    BEGIN
      SELECT * INTO referral FROM public.referrals WHERE referee_id = p_referee_id AND status = 'joined' FOR UPDATE;
      IF NOT FOUND THEN
        RETURN;
      END IF;
      SELECT * INTO referee FROM public.users WHERE id = referral.referee_id;
      SELECT * INTO referrer FROM public.users WHERE id = referral.referrer_id;
      IF num_nulls(referee.shop_name, referee.city, referee.state, referee.pincode) > 0 THEN
        RETURN;
      END IF;
      -- Once an admin has let it count, it is not held again.
      IF referral.decided_at IS NULL AND referee.pincode = referrer.pincode
        AND ${nameReadOut('referee')} = ${nameReadOut('referrer')} THEN
        UPDATE public.referrals SET status = 'held', held_reason = 'same_shop' WHERE id = referral.id;
        RETURN;
      END IF;

      SELECT count(*) < ${MOST_REWARDS_A_MONTH} INTO is_paid FROM public.referrals
      WHERE referrer_id = referral.referrer_id
        AND rewarded_at >= date_trunc('month', public.present(), 'Asia/Kolkata');
      UPDATE public.referrals
      SET status = CASE WHEN is_paid THEN 'rewarded' ELSE 'activated' END, activated_at = public.present(),
        rewarded_at = CASE WHEN is_paid THEN public.present() END
      WHERE id = referral.id;
      IF is_paid THEN
        INSERT INTO public.upload_grants (user_id, referral_id, side, uploads) VALUES
          (referral.referrer_id, referral.id, 'referrer', ${REWARD_UPLOADS}),
          (referral.referee_id, referral.id, 'referee', ${REWARD_UPLOADS});
        UPDATE public.users SET monthly_upload_limit = monthly_upload_limit + ${REWARD_UPLOADS}
        WHERE id IN (referral.referrer_id, referral.referee_id);
      END IF;
    END $$;
  COMMENT ON FUNCTION public.settle_referral IS
    'Activates and rewards the referral of a referee whose profile is complete; both accounts are locked already';
`;

const REDEEM_REFERRAL_CODE = `
  CREATE FUNCTION public.redeem_referral_code(p_code text) RETURNS text
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      referee public.users;
      referrer public.users;
      redeemed public.referrals;
    BEGIN
      SELECT * INTO referrer FROM public.referrer_of_code(p_code);
      PERFORM public.lock_referral_parties(${CALLER}, referrer.id);
      -- Again, behind the lock: it may have been blocked, or have changed its number, while this waited.
      SELECT * INTO referrer FROM public.referrer_of_code(p_code);
      SELECT * INTO referee FROM public.users WHERE id = ${CALLER};
      SELECT * INTO redeemed FROM public.referrals WHERE referee_id = ${CALLER};
      CASE
        WHEN referrer.id IS NULL OR referee.id IS NULL THEN RETURN 'code_unknown';
        WHEN referrer.id = referee.id THEN RETURN 'own_code';
        WHEN redeemed.referrer_id = referrer.id THEN RETURN 'repeated';
        WHEN redeemed.id IS NOT NULL THEN RETURN 'already_redeemed';
        WHEN referee.created_at < public.present() - ${REDEEM_WITHIN} THEN RETURN 'too_late';
        ELSE
          PERFORM public.add_referral(referee, referrer);
          PERFORM public.settle_referral(referee.id);
          RETURN 'redeemed';
      END CASE;
    END $$;
  COMMENT ON FUNCTION public.redeem_referral_code IS
    'The caller was invited by this code; redeemed, or why not: repeated (this very code, before), already_redeemed, …';
`;

const MY_INVITATION = `
  CREATE FUNCTION public.my_invitation() RETURNS TABLE (
    status text, joined_at timestamptz, activated_at timestamptz, referrer_shop_name text, referrer_city text
  )
    LANGUAGE sql STABLE ROWS 1 ${SETTINGS}
    AS $$
      SELECT referral.status, referral.joined_at, referral.activated_at, referrer.shop_name, referrer.city
      FROM public.referrals AS referral JOIN public.users AS referrer ON referrer.id = referral.referrer_id
      WHERE referral.referee_id = ${CALLER}
    $$;
  COMMENT ON FUNCTION public.my_invitation IS 'Who invited the caller, if anybody did';
`;

const MY_REFERRED_SHOPS = `
  CREATE FUNCTION public.my_referred_shops(p_before_joined_at timestamptz, p_before_id uuid, p_limit integer)
    RETURNS TABLE (id uuid, status text, joined_at timestamptz, activated_at timestamptz, shop_name text)
    LANGUAGE sql STABLE ${SETTINGS}
    AS $$
      SELECT referral.id, referral.status, referral.joined_at, referral.activated_at, referee.shop_name
      FROM public.referrals AS referral JOIN public.users AS referee ON referee.id = referral.referee_id
      WHERE referral.referrer_id = ${CALLER}
        AND (p_before_id IS NULL OR (referral.joined_at, referral.id) < (p_before_joined_at, p_before_id))
      ORDER BY referral.joined_at DESC, referral.id DESC LIMIT p_limit
    $$;
  COMMENT ON FUNCTION public.my_referred_shops IS 'A page of the shops the caller invited, newest first, by name only';
`;

const NOTE_REFERRAL_LINK_OPENS = `
  CREATE FUNCTION public.note_referral_link_opens(p_opens integer) RETURNS void
    LANGUAGE sql ${SETTINGS}
    AS $$
      INSERT INTO public.referral_link_opens (day, opens)
      VALUES ((public.present() AT TIME ZONE 'Asia/Kolkata')::date, p_opens)
      ON CONFLICT (day) DO UPDATE SET opens = referral_link_opens.opens + EXCLUDED.opens
    $$;
  COMMENT ON FUNCTION public.note_referral_link_opens IS 'So many more valid codes were looked up today';
`;

/** Before any row of users is locked: later the order could not be kept. */
const BEFORE_PROFILE_UPDATE = `
  CREATE FUNCTION public.before_profile_update() RETURNS trigger
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    BEGIN
      IF ${CALLER} IS NOT NULL THEN
        PERFORM public.lock_referral_parties(${CALLER}, NULL);
      END IF;
      RETURN NULL;
    END $$;
`;

const AFTER_PROFILE_COMPLETED = `
  CREATE FUNCTION public.after_profile_completed() RETURNS trigger
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    BEGIN
      PERFORM public.settle_referral(NEW.id);
      RETURN NULL;
    END $$;
`;

/** In the transaction of whoever completes the profile, so that no crash can come between the profile and its reward. */
const TRIGGERS = `
  CREATE TRIGGER users_lock_referral_parties
    BEFORE UPDATE OF shop_name, city, state, pincode ON public.users
    FOR EACH STATEMENT EXECUTE FUNCTION public.before_profile_update();
  CREATE TRIGGER users_settle_referral
    AFTER UPDATE OF shop_name, city, state, pincode ON public.users
    FOR EACH ROW WHEN (num_nulls(NEW.shop_name, NEW.city, NEW.state, NEW.pincode) = 0)
    EXECUTE FUNCTION public.after_profile_completed();
`;

const SIGN_IN = 'public.sign_in(text, text, text, boolean, boolean, text, text, timestamptz, text)';

const SIGN_IN_BY_INVITATION = `
  CREATE FUNCTION public.sign_in(
    p_clerk_user_id text, p_phone_number text, p_name text, p_phone_is_verified boolean, p_is_admin boolean,
    p_referral_code text, p_session_id text, p_clerk_state_at timestamptz, p_invited_by_code text
  ) RETURNS TABLE (
    outcome text, id uuid, phone_number text, clerk_user_id text, owner_name text, phone_verified boolean,
    shop_name text, city text, state text, pincode text, referral_code text, subscription_status text,
    documents_uploaded integer, monthly_upload_limit integer, uploads_used_this_month integer, uploads_month date,
    language text, role text, token_generation integer, last_login timestamptz, blocked_at timestamptz,
    parked_at timestamptz, erase_after timestamptz, erased_at timestamptz, created_at timestamptz,
    updated_at timestamptz, invitation text
  )
    LANGUAGE sql SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, public, pg_temp
    AS $$
      SELECT answer.*, CASE WHEN answer.outcome = 'created' AND p_invited_by_code IS NOT NULL
        THEN public.join_by_invitation(answer.id, p_invited_by_code) END
      FROM public.sign_in(p_clerk_user_id, p_phone_number, p_name, p_phone_is_verified, p_is_admin, p_referral_code,
                          p_session_id, p_clerk_state_at) AS answer
    $$;
  COMMENT ON FUNCTION ${SIGN_IN} IS
    'One sign-in, one statement; a new account was invited by the code, unless invitation says why it was not';
`;

const FUNCTIONS = [
  { name: 'referrer_of_code', statement: REFERRER_OF_CODE, callers: null },
  { name: 'look_up_referral_code', statement: LOOK_UP_REFERRAL_CODE, callers: 'bharatprint_api' },
  { name: 'lock_referral_parties', statement: LOCK_REFERRAL_PARTIES, callers: null },
  { name: 'number_was_here', statement: NUMBER_WAS_HERE, callers: null },
  { name: 'add_referral', statement: ADD_REFERRAL, callers: null },
  { name: 'join_by_invitation', statement: JOIN_BY_INVITATION, callers: 'bharatprint_sign_in' },
  { name: 'settle_referral', statement: SETTLE_REFERRAL, callers: 'bharatprint_admin' },
  { name: 'redeem_referral_code', statement: REDEEM_REFERRAL_CODE, callers: 'bharatprint_api' },
  { name: 'my_invitation', statement: MY_INVITATION, callers: 'bharatprint_api' },
  { name: 'my_referred_shops', statement: MY_REFERRED_SHOPS, callers: 'bharatprint_api' },
  { name: 'note_referral_link_opens', statement: NOTE_REFERRAL_LINK_OPENS, callers: 'bharatprint_api' },
  { name: 'before_profile_update', statement: BEFORE_PROFILE_UPDATE, callers: 'bharatprint_owner' },
  { name: 'after_profile_completed', statement: AFTER_PROFILE_COMPLETED, callers: 'bharatprint_owner' },
];
