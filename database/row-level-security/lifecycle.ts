/** What the functions of an account's life may do to tables that exist: follow Clerk, end tokens, erase. */
export const LIFECYCLE_POLICIES = `
  GRANT USAGE ON SCHEMA public TO bharatprint_lifecycle;
  GRANT EXECUTE ON FUNCTION public.new_id() TO bharatprint_lifecycle;

  GRANT SELECT ON public.users TO bharatprint_lifecycle;
  GRANT UPDATE (phone_number, clerk_user_id, clerk_state_at, owner_name, phone_verified, shop_name, city, state, pincode,
                language, role, token_generation, last_login, parked_at, erase_after, erased_at)
    ON public.users TO bharatprint_lifecycle;
  CREATE POLICY users_lifecycle_select ON public.users FOR SELECT TO bharatprint_lifecycle USING (true);
  CREATE POLICY users_lifecycle_update ON public.users FOR UPDATE TO bharatprint_lifecycle
    USING (true) WITH CHECK (true);

  GRANT SELECT, INSERT, DELETE ON public.phone_history TO bharatprint_lifecycle;
  CREATE POLICY phone_history_lifecycle ON public.phone_history TO bharatprint_lifecycle USING (true) WITH CHECK (true);

  GRANT INSERT ON public.audit_log TO bharatprint_lifecycle;
  CREATE POLICY audit_log_lifecycle_insert ON public.audit_log FOR INSERT TO bharatprint_lifecycle WITH CHECK (true);

  GRANT INSERT (clerk_state_at), UPDATE (clerk_state_at) ON public.users TO bharatprint_sign_in;
`;

export const DROP_LIFECYCLE_POLICIES = `
  REVOKE INSERT (clerk_state_at), UPDATE (clerk_state_at) ON public.users FROM bharatprint_sign_in;
  DROP POLICY audit_log_lifecycle_insert ON public.audit_log;
  DROP POLICY phone_history_lifecycle ON public.phone_history;
  DROP POLICY users_lifecycle_update ON public.users;
  DROP POLICY users_lifecycle_select ON public.users;
  REVOKE ALL ON public.users, public.phone_history, public.audit_log FROM bharatprint_lifecycle;
  REVOKE EXECUTE ON FUNCTION public.new_id() FROM bharatprint_lifecycle;
  REVOKE USAGE ON SCHEMA public FROM bharatprint_lifecycle;
`;
