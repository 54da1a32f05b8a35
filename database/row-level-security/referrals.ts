import { closeTable, openToFunctions, SCOPE } from './close-table.ts';

/** Both sides read their referral; deciding about one is the work of functions. */
export const REFERRALS_POLICIES = `
  ${closeTable('referrals')}

  GRANT SELECT ON public.referrals TO bharatprint_api;
  CREATE POLICY referrals_own_select ON public.referrals FOR SELECT TO bharatprint_api
    USING (referrer_id = ${SCOPE} OR referee_id = ${SCOPE});
`;

/** An owner reads the grants of the own account. */
export const UPLOAD_GRANTS_POLICIES = `
  ${closeTable('upload_grants')}

  GRANT SELECT ON public.upload_grants TO bharatprint_api;
  CREATE POLICY upload_grants_owner_select ON public.upload_grants FOR SELECT TO bharatprint_api
    USING (user_id = ${SCOPE});
`;

/** What the functions of referrals may do: know both sides, write down who invited whom, and pay. */
export const REFERRAL_FUNCTIONS_POLICIES = `
  GRANT USAGE ON SCHEMA public TO bharatprint_referrals;
  -- Whoever writes a row of users computes its index entries.
  GRANT EXECUTE ON FUNCTION public.new_id(), public.present(), public.words_of(text),
    public.shop_words(text, text) TO bharatprint_referrals;
  SET LOCAL ROLE bharatprint_lifecycle;
  GRANT EXECUTE ON FUNCTION public.phone_digest(text) TO bharatprint_referrals;
  SET LOCAL ROLE bharatprint_owner;

  GRANT SELECT ON public.users, public.phone_history, public.erased_phone_numbers TO bharatprint_referrals;
  GRANT UPDATE (monthly_upload_limit) ON public.users TO bharatprint_referrals;
  GRANT SELECT, INSERT, UPDATE (status, held_reason, activated_at, rewarded_at) ON public.referrals
    TO bharatprint_referrals;
  GRANT INSERT ON public.upload_grants TO bharatprint_referrals;

  CREATE POLICY users_referrals_select ON public.users FOR SELECT TO bharatprint_referrals USING (true);
  CREATE POLICY users_referrals_update ON public.users FOR UPDATE TO bharatprint_referrals
    USING (true) WITH CHECK (true);
  CREATE POLICY phone_history_referrals ON public.phone_history FOR SELECT TO bharatprint_referrals USING (true);
  CREATE POLICY erased_phone_numbers_referrals ON public.erased_phone_numbers FOR SELECT TO bharatprint_referrals
    USING (true);
  CREATE POLICY referrals_referrals ON public.referrals TO bharatprint_referrals USING (true) WITH CHECK (true);
  CREATE POLICY upload_grants_referrals_insert ON public.upload_grants FOR INSERT TO bharatprint_referrals
    WITH CHECK (true);
`;

export const DROP_REFERRAL_FUNCTIONS_POLICIES = `
  DROP POLICY upload_grants_referrals_insert ON public.upload_grants;
  DROP POLICY referrals_referrals ON public.referrals;
  DROP POLICY erased_phone_numbers_referrals ON public.erased_phone_numbers;
  DROP POLICY phone_history_referrals ON public.phone_history;
  DROP POLICY users_referrals_update ON public.users;
  DROP POLICY users_referrals_select ON public.users;
  REVOKE ALL ON public.users, public.phone_history, public.erased_phone_numbers, public.referrals, public.upload_grants
    FROM bharatprint_referrals;
  SET LOCAL ROLE bharatprint_lifecycle;
  REVOKE EXECUTE ON FUNCTION public.phone_digest(text) FROM bharatprint_referrals;
  SET LOCAL ROLE bharatprint_owner;
  REVOKE EXECUTE ON FUNCTION public.new_id(), public.present(), public.words_of(text),
    public.shop_words(text, text) FROM bharatprint_referrals;
  REVOKE USAGE ON SCHEMA public FROM bharatprint_referrals;
`;

/** How often links were opened is a number, of nobody. */
export const REFERRAL_LINK_OPENS_POLICIES = openToFunctions('referral_link_opens', {
  bharatprint_referrals: 'SELECT, INSERT, UPDATE',
  bharatprint_admin: 'SELECT',
});

/** What deciding about a referral needs besides what administrators may do already. */
export const ADMIN_REFERRALS_POLICIES = `
  GRANT INSERT ON public.upload_grants TO bharatprint_admin;
  CREATE POLICY upload_grants_admin_insert ON public.upload_grants FOR INSERT TO bharatprint_admin WITH CHECK (true);
`;

export const DROP_ADMIN_REFERRALS_POLICIES = `
  DROP POLICY upload_grants_admin_insert ON public.upload_grants;
  REVOKE INSERT ON public.upload_grants FROM bharatprint_admin;
`;
