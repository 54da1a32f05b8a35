import { closeTable, SCOPE } from './close-table.ts';

/** An owner reads the own row and writes its profile; only the sign-in function sees others and makes rows. */
export const USERS_POLICIES = `
  ${closeTable('users')}

  GRANT SELECT ON public.users TO bharatprint_api;
  GRANT UPDATE (owner_name, shop_name, city, state, pincode, language) ON public.users TO bharatprint_api;
  CREATE POLICY users_owner_select ON public.users FOR SELECT TO bharatprint_api USING (id = ${SCOPE});
  CREATE POLICY users_owner_update ON public.users FOR UPDATE TO bharatprint_api
    USING (id = ${SCOPE}) WITH CHECK (id = ${SCOPE});

  GRANT SELECT ON public.users TO bharatprint_sign_in;
  GRANT INSERT (phone_number, clerk_user_id, owner_name, phone_verified, referral_code, last_login)
    ON public.users TO bharatprint_sign_in;
  GRANT UPDATE (phone_number, clerk_user_id, owner_name, phone_verified, role, token_generation, last_login, parked_at,
                erase_after)
    ON public.users TO bharatprint_sign_in;
  CREATE POLICY users_sign_in_select ON public.users FOR SELECT TO bharatprint_sign_in USING (true);
  CREATE POLICY users_sign_in_insert ON public.users FOR INSERT TO bharatprint_sign_in WITH CHECK (true);
  CREATE POLICY users_sign_in_update ON public.users FOR UPDATE TO bharatprint_sign_in
    USING (true) WITH CHECK (true);
`;
