/** What the functions of administrators may do: see everything they show, write what they decide. */
export const ADMIN_POLICIES = `
  GRANT USAGE ON SCHEMA public TO bharatprint_admin;
  GRANT EXECUTE ON FUNCTION public.new_id(), public.upload_month() TO bharatprint_admin;

  GRANT SELECT ON public.users, public.phone_history, public.referrals, public.upload_grants, public.audit_log
    TO bharatprint_admin;
  GRANT UPDATE (phone_number, clerk_user_id, clerk_state_at, phone_verified, subscription_status, monthly_upload_limit,
                role, token_generation, blocked_at, parked_at)
    ON public.users TO bharatprint_admin;
  GRANT INSERT, DELETE ON public.phone_history TO bharatprint_admin;
  GRANT UPDATE (status, activated_at, decided_at, decided_by, decision_reason) ON public.referrals TO bharatprint_admin;
  GRANT INSERT ON public.audit_log TO bharatprint_admin;

  CREATE POLICY users_admin_select ON public.users FOR SELECT TO bharatprint_admin USING (true);
  CREATE POLICY users_admin_update ON public.users FOR UPDATE TO bharatprint_admin USING (true) WITH CHECK (true);
  CREATE POLICY phone_history_admin ON public.phone_history TO bharatprint_admin USING (true) WITH CHECK (true);
  CREATE POLICY referrals_admin_select ON public.referrals FOR SELECT TO bharatprint_admin USING (true);
  CREATE POLICY referrals_admin_update ON public.referrals FOR UPDATE TO bharatprint_admin
    USING (true) WITH CHECK (true);
  CREATE POLICY upload_grants_admin_select ON public.upload_grants FOR SELECT TO bharatprint_admin USING (true);
  CREATE POLICY audit_log_admin_select ON public.audit_log FOR SELECT TO bharatprint_admin USING (true);
  CREATE POLICY audit_log_admin_insert ON public.audit_log FOR INSERT TO bharatprint_admin WITH CHECK (true);
`;

export const DROP_ADMIN_POLICIES = `
  DROP POLICY audit_log_admin_insert ON public.audit_log;
  DROP POLICY audit_log_admin_select ON public.audit_log;
  DROP POLICY upload_grants_admin_select ON public.upload_grants;
  DROP POLICY referrals_admin_update ON public.referrals;
  DROP POLICY referrals_admin_select ON public.referrals;
  DROP POLICY phone_history_admin ON public.phone_history;
  DROP POLICY users_admin_update ON public.users;
  DROP POLICY users_admin_select ON public.users;
  REVOKE ALL ON public.users, public.phone_history, public.referrals, public.upload_grants, public.audit_log
    FROM bharatprint_admin;
  REVOKE EXECUTE ON FUNCTION public.new_id(), public.upload_month() FROM bharatprint_admin;
  REVOKE USAGE ON SCHEMA public FROM bharatprint_admin;
`;
