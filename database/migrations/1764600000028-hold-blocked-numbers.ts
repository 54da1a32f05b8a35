import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { ANSWER, SIGN_IN_2 } from './1764500000009-sign-in-minds-ended-sessions.ts';
import { FOLLOW_CLERK_USER } from './1764500000010-live-and-end.ts';
import { ADMIN_READ_AUDIT_LOG } from './1764500000021-administer.ts';
import {
  ADMIN_APPROVE_REFERRAL,
  ADMIN_REVERSE_REFERRAL,
  REFERRAL,
} from './1764600000024-decide-referrals.ts';

/**
 * A blocked account keeps its number whatever its Clerk user does; who is named an administrator no more is none from the
 * next sign-in on; and the audit log tells what ended tokens at Clerk, and both sides of a referral.
 */
export class HoldBlockedNumbers1764600000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${inTheRole(
        'bharatprint_sign_in',
        `${REVOKE_ADMIN}
         ${SIGN_IN_3}
         REVOKE EXECUTE ON FUNCTION public.revoke_admin, ${SIGN_IN} FROM PUBLIC;`,
      )}
      ${inTheRole(
        'bharatprint_lifecycle',
        `${FOLLOW_CLERK_USER_2}
         REVOKE EXECUTE ON FUNCTION public.follow_clerk_user FROM PUBLIC;`,
      )}
      ${inTheRole(
        'bharatprint_admin',
        `${ADMIN_APPROVE_REFERRAL_2}
         ${ADMIN_REVERSE_REFERRAL_2}
         ${ADMIN_READ_AUDIT_LOG_2}
         REVOKE EXECUTE ON FUNCTION public.admin_approve_referral, public.admin_reverse_referral,
           public.admin_read_audit_log FROM PUBLIC;`,
      )}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${inTheRole(
        'bharatprint_admin',
        [ADMIN_READ_AUDIT_LOG, ADMIN_REVERSE_REFERRAL, ADMIN_APPROVE_REFERRAL].map(orReplace).join('\n'),
      )}
      ${inTheRole('bharatprint_lifecycle', orReplace(FOLLOW_CLERK_USER))}
      ${inTheRole('bharatprint_sign_in', `${orReplace(SIGN_IN_2)} DROP FUNCTION public.revoke_admin;`)}
    `);
  }
}

/** A function is replaced by the role it belongs to. */
function inTheRole(role: string, statements: string): string {
  return `
    GRANT CREATE ON SCHEMA public TO ${role};
    SET LOCAL ROLE ${role};
    ${statements}
    SET LOCAL ROLE bharatprint_owner;
    REVOKE CREATE ON SCHEMA public FROM ${role};`;
}

function orReplace(statement: string): string {
  return statement.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION');
}

const SETTINGS = 'SET search_path = pg_catalog, public, pg_temp';
const SIGN_IN = 'public.sign_in(text, text, text, boolean, boolean, text, text, timestamptz)';
/** Whom the transaction speaks for; see backend/src/database/row-scope.ts. */
const CALLER = `nullif(current_setting('app.user_id', true), '')::uuid`;

const REVOKE_ADMIN = `
  CREATE FUNCTION public.revoke_admin(p_user_id uuid) RETURNS public.users
    LANGUAGE plpgsql ${SETTINGS}
    AS $$
    DECLARE
      account public.users;
    BEGIN
      UPDATE public.users SET role = 'owner', token_generation = token_generation + 1 WHERE id = p_user_id
      RETURNING * INTO account;
      INSERT INTO public.audit_log (subject_id, action) VALUES (p_user_id, 'user.admin_revoked');
      RETURN account;
    END $$;
`;

/** The one that the sign-ins of every build come through; only the lines on administrators are new. */
const SIGN_IN_3 = `
  CREATE OR REPLACE FUNCTION public.sign_in(
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
      ELSIF p_is_admin IS NOT TRUE AND account.role = 'admin' THEN
        account := public.revoke_admin(account.id);
      END IF;

      -- By name: a column added to the table later must not change what this returns.
      RETURN QUERY SELECT decision, account.id, account.phone_number, account.clerk_user_id, account.owner_name,
        account.phone_verified, account.shop_name, account.city, account.state, account.pincode,
        account.referral_code, account.subscription_status, account.documents_uploaded,
        account.monthly_upload_limit, account.uploads_used_this_month, account.uploads_month, account.language,
        account.role, account.token_generation, account.last_login, account.blocked_at, account.parked_at,
        account.erase_after, account.erased_at, account.created_at, account.updated_at;
    END $$;
`;

const FOLLOW_CLERK_USER_2 = `
  CREATE OR REPLACE FUNCTION public.follow_clerk_user(
    p_svix_id text, p_clerk_user_id text, p_verified_phone_number text, p_is_banned boolean, p_state_at timestamptz
  ) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER ${SETTINGS}
    AS $$
    DECLARE
      candidate public.users;
      mine public.users;
      holder public.users;
      account public.users;
      doubt text;
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

      -- Clerk lets the user in no more, or vouches for no number. Nor is there a way out of a block: a blocked account
      -- does not change its number, which would be free for a new account, and none takes that of a blocked one.
      doubt := CASE
        WHEN p_is_banned THEN 'banned'
        WHEN p_verified_phone_number IS NULL THEN 'number_unverified'
        WHEN mine.blocked_at IS NOT NULL AND holder.id IS DISTINCT FROM mine.id THEN 'number_changed_while_blocked'
        WHEN holder.blocked_at IS NOT NULL AND holder.id <> mine.id THEN 'number_refused'
      END;
      IF doubt IS NOT NULL THEN
        -- Whoever signs in next, be it with a token made before, is looked up at Clerk.
        UPDATE public.users SET phone_verified = false, token_generation = token_generation + 1
        WHERE id = mine.id AND phone_verified;
        IF NOT FOUND THEN
          RETURN 'unchanged';
        END IF;
        INSERT INTO public.audit_log (subject_id, action, details) VALUES (mine.id, 'user.unverified',
          jsonb_build_object('reason', doubt, 'clerkUserId', p_clerk_user_id));
        RETURN 'unverified';
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
`;

/**
 * Each side finds the decision in its own log: either may have got a reward by it, or lost one. The reason speaks of the
 * referee, and a shop may read what its own log says.
 */
function auditBothSides(action: string, status: string): string {
  return `PERFORM public.admin_act('${action}', subject.referee_id, jsonb_build_object(
        'referralId', p_id, 'reason', p_reason, 'status', ${status}, 'side', 'referee'));
      PERFORM public.admin_act('${action}', subject.referrer_id, jsonb_build_object(
        'referralId', p_id, 'status', ${status}, 'side', 'referrer'));`;
}

function decide(status: string): string {
  return `UPDATE public.referrals
      SET status = '${status}', decided_at = now(), decided_by = ${CALLER}, decision_reason = p_reason
      WHERE id = p_id;`;
}

const ADMIN_APPROVE_REFERRAL_2 = `
  CREATE OR REPLACE FUNCTION public.admin_approve_referral(p_id uuid, p_reason text) RETURNS ${REFERRAL}
    LANGUAGE plpgsql SECURITY DEFINER ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      subject public.referrals := public.admin_referral_subject(p_id, 'held', 'referral.not_held');
    BEGIN
      ${decide('joined')}
      -- The profile may have been completed while it was held.
      PERFORM public.settle_referral(subject.referee_id);
      ${auditBothSides('admin.referral_approved', '(SELECT status FROM public.referrals WHERE id = p_id)')}
      RETURN QUERY SELECT * FROM public.admin_referral(p_id);
    END $$;
`;

const ADMIN_REVERSE_REFERRAL_2 = `
  CREATE OR REPLACE FUNCTION public.admin_reverse_referral(p_id uuid, p_reason text) RETURNS ${REFERRAL}
    LANGUAGE plpgsql SECURITY DEFINER ${SETTINGS}
    AS $$
    #variable_conflict use_column
    DECLARE
      subject public.referrals := public.admin_referral_subject(p_id, 'rewarded', 'referral.not_rewarded');
    BEGIN
      ${auditBothSides('admin.referral_reversed', `'rejected'`)}
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

const ADMIN_READ_AUDIT_LOG_2 = `
  CREATE OR REPLACE FUNCTION public.admin_read_audit_log(
    p_actor_id uuid, p_subject_id uuid, p_before_created_at timestamptz, p_before_id uuid, p_limit integer
  ) RETURNS TABLE (
    id uuid, actor_id uuid, subject_id uuid, action text, details jsonb, created_at timestamptz
  )
    LANGUAGE plpgsql SECURITY DEFINER ${SETTINGS}
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
      -- After reading, so that a page does not begin with the reading of itself. An id may be nobody's.
      PERFORM public.admin_act('admin.audit_log_read', (SELECT id FROM public.users WHERE id = p_subject_id),
        jsonb_build_object('actor', p_actor_id, 'subject', p_subject_id));
    END $$;
`;
