import { closeTable, SCOPE } from './close-table.ts';

/** An owner reads the numbers the own account gave up; only the sign-in function adds to them. */
export const PHONE_HISTORY_POLICIES = `
  ${closeTable('phone_history')}

  GRANT SELECT ON public.phone_history TO bharatprint_api;
  CREATE POLICY phone_history_owner_select ON public.phone_history FOR SELECT TO bharatprint_api
    USING (user_id = ${SCOPE});

  GRANT INSERT ON public.phone_history TO bharatprint_sign_in;
  CREATE POLICY phone_history_sign_in_insert ON public.phone_history FOR INSERT TO bharatprint_sign_in
    WITH CHECK (true);
`;
